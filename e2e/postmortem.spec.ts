import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

const text = (page: Page) => page.getByRole("textbox", { name: "Text of the postmortem" });

/** The text without the names of who else is in it. */
const wordsOn = (page: Page): Promise<string> =>
  text(page).evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const caret of copy.querySelectorAll(".pm-caret")) caret.remove();
    return copy.textContent ?? "";
  });

test("a draft waits when an incident ends; two write in it at once, a third comes back from a cut, and nothing is lost", async ({
  enter,
  api,
  look,
}) => {
  const grace = api("grace");
  const reference = await declare(grace, "Payments fail for one in six", {
    severity: "SEV2",
    startedAt: new Date(Date.now() - 50 * 60_000).toISOString(),
    figures: { usersPercent: 15, customers: 12_000, revenuePerHour: 60_000 },
  });
  await grace.notes.add.mutate({ reference, text: "Root cause: the async path never gives its connection back" });
  await grace.incidents.changeStatus.mutate({ reference, to: "resolved", summary: "The flag is off", impactEndedAt: new Date().toISOString() });

  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { name: "Postmortem: Payments fail for one in six" })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 12_000 });
  await expect(text(page)).toContainText("The async path never gives its connection back");
  await expect(text(page)).toContainText("12,000");
  await expect(page.getByRole("list", { name: "What the sentences stand on" })).toContainText("0 unsupported");
  await look(page, "draft");
  await expectAccessible(page);

  const other = await enter("linus", `/incidents/${reference}/postmortem`);
  const third = await enter("mara", `/incidents/${reference}/postmortem`);
  await expect(text(other)).toContainText("The async path");
  await expect(text(third)).toContainText("The async path");
  const [mine, theirs, away] = [text(page), text(other), text(third)].map((at) =>
    at
      .locator("p")
      .filter({ hasText: "Payments fail" })
      .or(at.locator("p").filter({ hasText: "there was" }))
      .first(),
  );
  if (!mine || !theirs || !away) throw new Error("A paragraph is missing.");
  await third.context().setOffline(true);
  await away.click();
  await third.keyboard.press("End");
  await third.keyboard.type(" Written in a tunnel.");
  await mine.click();
  await page.keyboard.press("Home");
  await page.keyboard.type("Seen from the desk: ", { delay: 15 });
  await theirs.click();
  await other.keyboard.press("End");
  await other.keyboard.type(" Seen from the shop.", { delay: 15 });
  await expect(page.getByText("Linus Brandt", { exact: true }).first()).toBeVisible();
  await look(page, "together");
  await third.context().setOffline(false);
  for (const at of [page, other, third])
    for (const words of ["Seen from the desk: ", " Seen from the shop.", " Written in a tunnel."])
      await expect.poll(() => wordsOn(at)).toContain(words.trim());
  await page.reload();
  await expect(text(page)).toContainText("Written in a tunnel.");
  await expect.poll(async () => new Set(await Promise.all([page, other, third].map(wordsOn))).size).toBe(1);
});

test("writing a section anew keeps what people wrote, a review approves it, and its action items are followed until done", async ({
  enter,
  api,
  cast,
  look,
}) => {
  const grace = api("grace");
  const title = `Search is slow ${Date.now().toString(36)}`;
  const reference = await declare(grace, title, { severity: "SEV2" });
  await grace.notes.add.mutate({ reference, text: "Caused by a missing index on orders" });
  await grace.postmortems.draft.mutate({ reference });
  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  const cause = text(page).locator("p").filter({ hasText: "nobody has confirmed" }).first();
  await cause.click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Our own words.");
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await grace.notes.add.mutate({ reference, text: "Contributing factor: the query planner had stale statistics" });
  await page.getByRole("button", { name: "Write anew" }).click();
  await page.getByRole("menuitem", { name: "Root Cause" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("written by people")).toBeVisible();
  await look(page, "anew");
  await dialog.getByRole("button", { name: /^Accept \d+ changes?$/ }).click();
  await expect(text(page)).toContainText("Our own words.");
  await expect(text(page)).toContainText("stale statistics");

  await page.getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("dialog").getByText("wrote a section anew")).toBeVisible();
  await look(page, "history");
  await page.keyboard.press("Escape");

  await page.getByRole("combobox", { name: "Reviewers" }).fill("Linus");
  await page.getByRole("option", { name: /Linus Brandt/ }).click();
  await page.getByRole("button", { name: "Send to review" }).click();
  await expect(page.getByRole("list", { name: "Reviewers" })).toContainText("Linus Brandt");
  const reviewer = await enter("linus", `/incidents/${reference}/postmortem`);
  await reviewer.getByLabel("Your review").fill("Good, and clear");
  await look(reviewer, "review");
  await reviewer.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("button", { name: "Publish" })).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("It is published: the text stands.", { exact: false })).toBeVisible();

  await grace.actionItems.add.mutate({ reference, title: `Add the index for ${title}`, priority: "P0", owner: cast.linus.id, dueOn: "2026-01-05" });
  const board = await enter("linus", "/action-items");
  const item = board.getByRole("listitem").filter({ hasText: `Add the index for ${title}` });
  await expect(item).toContainText("overdue");
  await look(board, "board");
  await expectAccessible(board);
  await item.getByRole("combobox").selectOption("Done");
  await expect(item).toHaveCount(0);
});

test("pasted notes of a chat become a postmortem", async ({ enter, look }) => {
  const page = await enter("grace", "/postmortems");
  await page.getByRole("button", { name: "From notes" }).click();
  await page
    .getByRole("textbox", { name: "Notes", exact: true })
    .fill(
      "Checkout outage\n[2026-01-05 14:30 UTC] alert fired: checkout 5xx\n15:45 CET ada: root cause: a lock on the orders table\n3:15 PM UTC fully recovered\n15 % of users, 12,000 customers affected",
    );
  await look(page, "notes");
  await page.getByRole("button", { name: "Write the postmortem" }).click();
  await expect(page.getByRole("heading", { name: "Postmortem: Checkout outage" })).toBeVisible({ timeout: 20_000 });
  await expect(text(page)).toContainText("45 min");
  await expect(text(page)).toContainText("A lock on the orders table");
  await look(page, "from-notes");
});
