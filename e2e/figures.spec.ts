import { expectAccessible } from "./axe.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

test("a figure shows its versions, and a document that says an older one is marked until it is posted anew", async ({ enter, api, look }) => {
  const grace = api("grace");
  const reference = await declare(grace, "Card payments fail", { severity: "SEV2" });
  const figures = (usersPercent: number, revenuePerHour: number) =>
    grace.incidents.setFigures.mutate({ reference, figures: { usersPercent, revenuePerHour, customers: 12_000 } });
  await figures(15, 60_000);
  await grace.incidents.openInterval.mutate({
    reference,
    level: "partial",
    share: 0.15,
    startedAt: new Date(Date.now() - 45 * 60_000).toISOString(),
  });
  const page = await enter("grace", `/incidents/${reference}`);
  await roomOn(page).isLive();
  const panel = roomOn(page).rail.getByRole("region", { name: "Figures" });
  const users = () => panel.getByRole("button", { name: /^Users affected: / });

  await test.step("the declaration cites the numbers as they are", async () => {
    await panel.getByRole("button", { name: "Post declaration" }).click();
    await expect(panel.getByRole("button", { name: "Post declaration anew" })).toBeVisible();
    await expect(panel.getByText("The declaration says other numbers")).toHaveCount(0);
  });

  await test.step("once an input changes, it is marked with what it said and what is said now", async () => {
    await figures(40, 80_000);
    await expect(panel).toContainText("The declaration says other numbers");
    await expect(panel).toContainText("Users affected: 15 % → 40 %");
    await expect(panel).toContainText("USD 60,000 → USD 80,000");
    await panel.scrollIntoViewIfNeeded();
    await look(page, "differs");
    await expectAccessible(page);
  });

  await test.step("the figure opens with each version, who brought it, and the entry", async () => {
    await panel.getByRole("button", { name: /more figures$/ }).click();
    await users().click();
    const history = page.getByRole("dialog").getByRole("region", { name: "History" });
    await expect(history.getByRole("listitem")).toHaveCount(2);
    await expect(history.getByRole("listitem").first()).toContainText("40 %");
    await expect(history.getByRole("listitem").first()).toContainText("Users in percent: 15 → 40");
    await expect(history.getByRole("listitem").last()).toContainText("15 %");
    await expect(history.getByRole("img", { name: "Users affected over time" })).toBeVisible();
    await look(page, "history");
    await expectAccessible(page);
    await history.getByRole("link").first().click();
    await expect(page).toHaveURL(/#entry-\d+$/);
    await page.keyboard.press("Escape");
    await panel.getByRole("button", { name: /^Revenue lost: / }).click();
    await expect(history.getByRole("listitem").first()).toContainText("Revenue per hour: 60,000 → 80,000");
    await look(page, "grown");
    await page.keyboard.press("Escape");
  });

  await test.step("posted anew, it says the new ones and is marked no more", async () => {
    await panel.getByRole("button", { name: "Post declaration anew" }).click();
    await expect(panel.getByText("The declaration says other numbers")).toHaveCount(0);
    await expect(roomOn(page).entry("Read the document")).toHaveCount(2);
  });
});
