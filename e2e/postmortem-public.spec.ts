import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

test("what was learned is told to customers after the review, without words for inside, and taken back", async ({ enter, api, browser, look }) => {
  const grace = api("grace");
  const ada = api("ada");
  const slug = `learned-${Date.now().toString(36)}`;
  await ada.status.createPage.mutate({ slug, settings: { name: "Learned" } });
  const reference = await declare(grace, "Vouchers cannot be redeemed", { severity: "SEV4" });
  const words = { reference, pages: [slug], accepts: true };
  await grace.incidents.changeStatus.mutate({ reference, to: "resolved", summary: "The flag is off", impactEndedAt: new Date().toISOString() });
  await grace.postmortems.draft.mutate({ reference });
  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("button", { name: "Tell customers…" }).click();
  const dialog = page.getByRole("dialog", { name: "What customers read" });
  await expect(dialog.getByText(`Nothing of ${reference} stands on a status page.`, { exact: false })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await grace.status.publish.mutate({ ...words, status: "resolved", text: "Vouchers can be redeemed again." });

  await page.getByRole("button", { name: "Tell customers…" }).click();
  await expect(dialog.getByLabel("The public text")).toHaveValue(/there was a problem with/);
  await dialog.getByLabel("The public text").fill("Grace Okafor turned a flag on that hid vouchers [#3].");
  await expect(dialog.getByRole("list", { name: "Words for inside" })).toContainText("Grace Okafor");
  await look(page, "inside");
  await expectAccessible(page);
  await dialog.getByLabel("The public text").fill("A change hid vouchers from the basket. It is undone, and a test looks for it from now on.");
  await expect(dialog.getByRole("list", { name: "Words for inside" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Customers can read it.")).toBeVisible();

  const outside = await browser.newContext();
  const reader = await outside.newPage();
  await reader.goto(new URL(`/status/${slug}`, page.url()).href);
  await expect(async () => {
    await reader.reload();
    await expect(reader.getByText("A change hid vouchers from the basket.", { exact: false })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await look(reader, "page");
  await reader
    .getByRole("link", { name: /Vouchers|problem/i })
    .first()
    .click();
  await expect(reader.getByText("A change hid vouchers from the basket.", { exact: false })).toBeVisible();
  await expect(reader.getByText("Postmortem", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Tell customers…" }).click();
  await dialog.getByLabel("Why it is taken back").fill("A figure was wrong");
  await look(page, "standing");
  await dialog.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("Taken back. The page says that it was, and why.")).toBeVisible();
  await expect(async () => {
    await reader.reload();
    await expect(reader.getByText("A figure was wrong", { exact: false })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await outside.close();
});
