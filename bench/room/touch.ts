import type { Page } from "@playwright/test";
import { openBrowser, openWindow } from "../frame/browser.ts";
import { startConsole } from "../frame/console.ts";
import { LARGE, sownDatabase } from "../frame/large.ts";
import { alternate } from "../frame/load.ts";
import { longestIncident } from "../frame/longest.ts";
import type { Measure } from "../frame/measure.ts";
import { signInAsBusiest } from "../frame/people.ts";
import { median, quantile, spread } from "../frame/statistics.ts";

type Frames = { over: number; longest: number };
type Kept = { durations: Map<number, number>; frames: number[] };

declare global {
  var benchKept: Kept | undefined;
}

const LONG_FRAME_MS = 50;
/** As long as a room after some scrolling, and nothing else. */
const PLAIN_PAGE = `<!doctype html><title>Plain</title><body>${"<p>A line of plain text that is as wide as most notes are.</p>".repeat(1_000)}`;

export const touch: Measure = {
  name: "touch",
  target: "room with 10,000 entries, board of 100,000: interaction → next paint p98 ≤ 100 ms; scroll without a frame over 50 ms",
  async run() {
    const database = await sownDatabase(LARGE);
    const { cookie } = await signInAsBusiest(database);
    const reference = await longestIncident(database);
    const { url, stop } = await startConsole(database, { isReadOnly: true });
    const browser = await openBrowser();
    try {
      const open = (path: string) => openWindow(browser, url, cookie).then((page) => prepared(page, url + path));
      const [room, board] = [await open(`/incidents/${reference}`), await open("/incidents?state=all")];
      const plain = await openWindow(browser, url, cookie);
      await plain.setContent(PLAIN_PAGE);
      await plain.evaluate(keep);
      const touched = await alternate({ room: () => interact(room, useRoom), board: () => interact(board, useBoard) });
      const scrolled = await alternate({ room: () => scroll(room), plain: () => scroll(plain) });
      return { rows: [...interactionRows("room", touched.room), ...interactionRows("board", touched.board), ...scrollRows(scrolled)] };
    } finally {
      await Promise.all([browser.close(), stop()]);
    }
  },
};

async function prepared(page: Page, address: string): Promise<Page> {
  await page.addInitScript(keep);
  await page.goto(address);
  await page.waitForTimeout(2_000);
  return page;
}

/** Inside the page: keeps how long each interaction took to its next paint, and how far apart frames are. */
function keep(): void {
  const kept: Kept = { durations: new Map(), frames: [] };
  globalThis.benchKept = kept;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
      if (entry.interactionId > 0) kept.durations.set(entry.interactionId, Math.max(kept.durations.get(entry.interactionId) ?? 0, entry.duration));
  }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
  let before = performance.now();
  const frame = (now: number) => {
    kept.frames.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** Interactions that the browser does not list were painted within 16 ms. */
async function interact(page: Page, use: (page: Page) => Promise<number>): Promise<number[]> {
  await page.evaluate(() => globalThis.benchKept?.durations.clear());
  const count = await use(page);
  await page.waitForTimeout(300);
  const slow = (await page.evaluate(() => [...(globalThis.benchKept?.durations.values() ?? [])])) ?? [];
  return [...slow, ...Array<number>(Math.max(0, count - slow.length)).fill(16)];
}

async function useRoom(page: Page): Promise<number> {
  const words = "The pool is full again, see the graph.";
  await page.locator("#composer").pressSequentially(words, { delay: 30 });
  const filters = ["Decisions", "Notes", "Comms", "Starred", "All"];
  for (const name of filters) await page.getByRole("button", { name, exact: true }).click();
  await page.keyboard.press("Control+k");
  await page.waitForTimeout(200);
  await page.keyboard.type("sev", { delay: 60 });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More for this incident" }).click();
  await page.keyboard.press("Escape");
  await page.locator("#composer").fill("");
  return words.length + filters.length + 8;
}

async function useBoard(page: Page): Promise<number> {
  const moves = 12;
  for (let turn = 0; turn < moves; turn += 1) {
    await page.keyboard.press(turn % 4 === 3 ? "k" : "j");
    await page.waitForTimeout(40);
  }
  const word = "latency";
  const search = page.getByRole("searchbox").first();
  await search.click();
  await search.pressSequentially(word, { delay: 60 });
  await page.waitForTimeout(800);
  await search.press("Control+a");
  await search.press("Delete");
  await page.waitForTimeout(800);
  await page.keyboard.press("Escape");
  await page.locator("h1").click();
  return moves + word.length + 5;
}

async function scroll(page: Page): Promise<Frames> {
  await page.mouse.move(500, 400);
  await page.evaluate(() => globalThis.benchKept?.frames.splice(0));
  for (const direction of [-1, 1]) {
    for (let turn = 0; turn < 60; turn += 1) {
      await page.mouse.wheel(0, direction * 240);
      await page.waitForTimeout(25);
    }
  }
  const frames = (await page.evaluate(() => globalThis.benchKept?.frames)) ?? [];
  return { over: frames.filter((gap) => gap > 50).length, longest: Math.max(...frames) };
}

function interactionRows(where: string, rounds: number[][]) {
  const all = rounds.flat();
  const common = { unit: "ms" as const, runs: rounds.length };
  return [
    {
      what: `${where}, interaction → next paint, p98`,
      value: quantile(all, 0.98),
      spread: spread(rounds.map((round) => quantile(round, 0.98))),
      ...common,
      goal: { of: "value", atMost: 100 } as const,
    },
    { what: `${where}, slowest of ${all.length} interactions`, value: Math.max(...all), ...common },
  ];
}

function scrollRows({ room, plain }: { room: Frames[]; plain: Frames[] }) {
  const runs = room.length;
  const [over, plainOver] = [room, plain].map((rounds) => median(rounds.map((round) => round.over)));
  const [longest, plainLongest] = [room, plain].map((rounds) => median(rounds.map((round) => round.longest)));
  return [
    {
      what: `scrolling the room, frames over ${LONG_FRAME_MS} ms`,
      value: over ?? Number.NaN,
      unit: "" as const,
      runs,
      beside: { what: "plain page", value: plainOver ?? 0 },
      goal: { of: "value", atMost: 0 } as const,
    },
    {
      what: "scrolling the room, longest frame",
      value: longest ?? Number.NaN,
      unit: "ms" as const,
      runs,
      beside: { what: "plain page", value: plainLongest ?? 0 },
    },
  ];
}
