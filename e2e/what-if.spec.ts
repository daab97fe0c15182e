import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

test("what would have been saved is computed while one moves the sliders; a reader gets a link, and loses it", async ({ enter, api, look }) => {
  const grace = api("grace");
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const reference = await declare(grace, "Baskets are emptied", {
    severity: "SEV2",
    pages: false,
    startedAt: ago(60),
    figures: { usersPercent: 20, customers: 6_000, revenuePerHour: 60_000 },
  });
  await grace.notes.add.mutate({ reference, text: "Root cause: the session store evicts too early" });
  await grace.incidents.changeStatus.mutate({ reference, to: "resolved", summary: "More memory", impactEndedAt: new Date().toISOString() });
  await grace.postmortems.draft.mutate({ reference });
  const page = await enter("grace", `/incidents/${reference}/postmortem`);

  await page.getByRole("button", { name: "What if" }).click();
  const dialog = page.getByRole("dialog", { name: "Had it been over sooner" });
  await expect(dialog.getByRole("row", { name: /^Customers affected/ })).toContainText("6,000");
  await dialog.getByRole("slider", { name: "Until it was detected" }).fill("30");
  await expect(dialog.getByRole("row", { name: /^Customers affected/ })).toContainText(/3,0\d\d/);
  await expect(dialog.getByRole("row", { name: /^Revenue lost/ })).toContainText(/USD 30,\d\d\d/);
  await expect(
    dialog
      .getByRole("list", { name: /^Action items by/ })
      .getByRole("listitem")
      .first(),
  ).toContainText("the incident would not have come");
  await look(page, "what-if");
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByRole("status", { name: "Link for readers", exact: true }).innerText();
  await look(page, "link");
  await page.getByRole("button", { name: "Done" }).click();
  const reader = await enter("visitor", "/sign-in");
  expect(link).toMatch(/\/api\/read\/[\w-]{43}$/);
  const read = await reader.request.get(link);
  expect(read.status()).toBe(200);
  expect(await read.text()).toContain("Postmortem: Baskets are emptied");
  await page.getByRole("button", { name: "Shared" }).click();
  await page.getByRole("button", { name: "Take the link back" }).click();
  await expect(page.getByText("The link was taken back", { exact: false })).toBeVisible();
  expect((await reader.request.get(link)).status()).toBe(404);
});
