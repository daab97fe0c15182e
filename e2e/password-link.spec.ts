import { expectAccessible } from "./axe.ts";
import { installation } from "./installation.ts";
import { expect, test } from "./story.ts";

test("whoever forgot their password is let in by a link that an administrator hands over", async ({ enter, join, look }) => {
  const nora = await join("Nora Falk");
  const at = await installation();
  const admin = await enter("ada", "/people");
  await admin.getByLabel("Find people").fill("Nora Falk");
  await admin.getByRole("button", { name: "Actions for Nora Falk" }).first().click();
  await admin.getByRole("menuitem", { name: "Link for a new password…" }).click();
  const dialog = admin.getByRole("dialog", { name: "A new password for Nora Falk" });
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog.getByLabel("Password link")).toContainText(`${new URL(at.url).protocol}//`);
  await expectAccessible(admin);
  await look(admin, "link");
  const { pathname, search } = new URL((await dialog.getByLabel("Password link").textContent()) ?? "");

  const page = await enter("visitor", "/sign-in");
  await expect(page.getByText("Forgot the password?")).toBeVisible();
  await page.goto(pathname + search);
  await expect(page.getByText("For Nora Falk")).toBeVisible();
  await expectAccessible(page);
  await look(page, "new-password");
  await page.getByLabel("New password").fill("too short");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText(/at least 12 characters/i).last()).toBeVisible();
  await page.getByLabel("New password").fill("a sentence that Nora remembers");
  await page.getByRole("button", { name: "Set the password" }).click();
  await page.waitForURL(/\/incidents/);
  await expect(page.getByRole("button", { name: "Account of Nora Falk" })).toBeVisible();

  const late = await enter("visitor", pathname + search);
  await expect(late.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await late.goto("/sign-in");
  await late.getByLabel("E-mail").fill(nora.email);
  await late.getByLabel("Password").fill(nora.password);
  await late.keyboard.press("Enter");
  await expect(late.getByRole("main").getByRole("alert")).toContainText(/password/i);
});
