import type { Page } from "@playwright/test";
import { installation } from "./installation.ts";
import { signIn } from "./people.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

/** Each page has left for the sign-in, and says how soon. */
async function areOut(...pages: Page[]): Promise<void> {
  const begun = Date.now();
  for (const page of pages) await expect(page).toHaveURL(/\/sign-in\?next=/);
  console.log(`    out after ${Date.now() - begun} ms`);
}

test("signing in: what is wrong is said, and what was asked for is shown after", async ({ enter, join, api, look }) => {
  const reference = await declare(api("ada"), "Badge readers at the north gate are slow");
  const nora = await join("Nora Weiss");
  const page = await enter("visitor", `/incidents/${reference}`);
  await page.waitForURL("**/sign-in?next=*");
  await expect(page.getByLabel("E-mail")).toBeFocused();

  await page.getByLabel("E-mail").fill(nora.email);
  await page.getByLabel("Password").fill("not the password at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/password/i);
  await expect(page.getByLabel("E-mail")).toHaveValue(nora.email);
  await look(page, "refused");
  const refusal = await page.getByRole("main").getByRole("alert").innerText();

  await test.step("an address that nobody has is refused in the same words", async () => {
    await page.getByLabel("E-mail").fill("nobody.at.all@example.com");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toHaveText(refusal);
  });

  await page.getByLabel("E-mail").fill(nora.email);
  await page.getByLabel("Password").fill(nora.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/incidents/${reference}`);
  await expect(roomOn(page).title).toHaveText("Badge readers at the north gate are slow");
});

test("signing out in one tab ends every tab of that browser, and keeps what was typed", async ({ enter, join, api }) => {
  const reference = await declare(api("ada"), "Coolant alarm in hall three");
  const nils = await join("Nils Adler");
  const room = await enter(nils, `/incidents/${reference}`);
  const people = await room.context().newPage();
  const board = await room.context().newPage();
  await Promise.all([people.goto("/people"), board.goto("/incidents")]);
  await roomOn(room).isLive();
  await roomOn(room).composer.fill("Valve 7 sounds");

  const signOut = board.getByRole("menuitem", { name: "Sign out" });
  await board.getByRole("button", { name: `Account of ${nils.name}` }).click();
  // On a busy machine the menu still settles when the first click comes.
  await expect(async () => {
    if (await signOut.isVisible()) await signOut.click();
    await board.waitForURL("**/sign-in", { timeout: 5_000 });
  }).toPass();
  await areOut(room, people);

  await room.getByLabel("E-mail").fill(nils.email);
  await room.getByLabel("Password").fill(nils.password);
  await room.keyboard.press("Enter");
  await expect(roomOn(room).composer).toHaveValue("Valve 7 sounds");
});

test("a session that is revoked ends in the other browser at once", async ({ enter, join, api, look }) => {
  const reference = await declare(api("ada"), "Lift to the archive stands still");
  const olga = await join("Olga Renner");
  const { url } = await installation();
  const elsewhere = { ...olga, state: await signIn(url, olga.email, olga.password) };
  const here = await enter(olga, "/settings/account");
  const there = await enter(elsewhere, `/incidents/${reference}`);
  await roomOn(there).isLive();

  const sessions = here.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);
  await look(here, "account");
  await sessions.getByRole("button", { name: /^Sign out/ }).click();
  await areOut(there);
  await expect(sessions).toHaveCount(1);
  await expect(here.getByRole("heading", { name: "Where you are signed in" })).toBeVisible();
});

test("whoever is deactivated is out at once, everywhere", async ({ enter, join, api }) => {
  const reference = await declare(api("ada"), "Parcel sorter counts twice");
  const paul = await join("Paul Winter");
  const page = await enter(paul, `/incidents/${reference}`);
  await roomOn(page).isLive();
  await api("ada").people.deactivate.mutate({ id: paul.id });
  await areOut(page);
  await page.getByLabel("E-mail").fill(paul.email);
  await page.getByLabel("Password").fill(paul.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/password/i);
});
