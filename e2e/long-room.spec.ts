import type { Page } from "@playwright/test";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const NOTES = 260;
const rowsOf = (page: Page) => page.evaluate(() => document.querySelectorAll("[id^=entry-]").length);

test("a long timeline is read from its end to its beginning, and any entry of it is found by its link", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "Feed importer stalls every night");
  const { add } = api("grace").notes;
  for (let note = 1; note <= NOTES; note += 1) await add.mutate({ reference, text: `Line ${note} of the log` });
  const page = await enter("linus", `/incidents/${reference}`);
  const room = roomOn(page);
  const line = (note: number) => room.timeline.getByText(`Line ${note} of the log`, { exact: true });
  await expect(line(NOTES)).toBeInViewport();

  await test.step("upwards: older pages come by themselves, what is being read stays where it is, far rows leave the page", async () => {
    await page.mouse.move(400, 400);
    let largestJump = 0;
    for (let turn = 0; turn < 200 && (await line(1).count()) === 0; turn += 1) {
      const before = await topRow(page);
      await page.mouse.wheel(0, -300);
      await page.waitForTimeout(60);
      const after = before ? await placeOf(page, before.id) : null;
      if (before && after !== null) largestJump = Math.max(largestJump, Math.abs(after - before.top - 300));
      expect(await rowsOf(page)).toBeLessThan(240);
    }
    await page.mouse.wheel(0, -10_000);
    await expect(line(1)).toBeInViewport();
    await expect(line(NOTES)).toHaveCount(0);
    expect(largestJump, "pixels that the text moved beyond what the wheel asked for").toBeLessThan(320);
  });

  await test.step("what happens meanwhile does not take the reader away", async () => {
    await add.mutate({ reference, text: "And it stalled again" });
    await expect(page.getByRole("button", { name: "1 new" })).toBeVisible();
    await expect(line(1)).toBeInViewport();
    await page.getByRole("button", { name: "1 new" }).click();
    await expect(room.entry("And it stalled again")).toBeInViewport();
  });

  await test.step("a link leads to an entry that is not in the page yet, and back to the end", async () => {
    const { items } = await api("linus").room.entries.query({ reference, q: "7" });
    const seq = items.find(({ fact }) => fact.kind === "note" && fact.text === "Line 7 of the log")?.seq;
    await page.goto(`/incidents/${reference}#entry-${seq}`);
    await page.reload();
    await expect(line(7)).toBeInViewport();
  });

  await test.step("a filter and back", async () => {
    await page.getByRole("button", { name: "Decisions", exact: true }).click();
    await expect(line(7)).toHaveCount(0);
    await page.getByRole("button", { name: "All", exact: true }).click();
    await expect(room.timeline.getByText(/Line \d+ of the log/).first()).toBeVisible();
  });
});

/** The first row under the head of the page. */
function topRow(page: Page): Promise<{ id: string; top: number } | null> {
  return page.evaluate(() => {
    for (const row of document.querySelectorAll("[id^=entry-]")) {
      const { top } = row.getBoundingClientRect();
      if (top > 150) return { id: row.id, top };
    }
    return null;
  });
}

function placeOf(page: Page, id: string): Promise<number | null> {
  return page.evaluate((row) => document.getElementById(row)?.getBoundingClientRect().top ?? null, id);
}
