import type { Browser } from "@playwright/test";
import { openBrowser, openWindow, type Proof, type Visit, visit } from "../frame/browser.ts";
import { startConsole } from "../frame/console.ts";
import { LARGE, type Size, SMALL, sownDatabase } from "../frame/large.ts";
import { alternate } from "../frame/load.ts";
import { longestIncident } from "../frame/longest.ts";
import type { Goal, Measure, Row } from "../frame/measure.ts";
import { signInAsBusiest } from "../frame/people.ts";
import { median, spread } from "../frame/statistics.ts";

const ROOM: Proof = { field: "#composer", button: "form.composer button[type=submit]" };
const BOARD: Proof = { link: "ul[aria-label=Incidents] a" };

export const pages: Measure = {
  name: "pages",
  target: "first visit in Chromium: room with 10,000 entries usable ≤ 1 s, JS ≤ 250 kB (board 180) gzip, layout shift 0",
  async run() {
    const browser = await openBrowser();
    const [small, large] = [await openPlace(SMALL), await openPlace(LARGE)];
    try {
      const measured = await alternate({
        smallRoom: () => small.visit(browser, "room"),
        largeRoom: () => large.visit(browser, "room"),
        smallBoard: () => small.visit(browser, "board"),
        largeBoard: () => large.visit(browser, "board"),
      });
      const rooms = rowsOf("room with 10,000 entries", measured.largeRoom, { what: "with 100", visits: measured.smallRoom }, 250);
      return { rows: [...rooms, ...rowsOf("board of 100,000", measured.largeBoard, { what: "of 1,000", visits: measured.smallBoard }, 180)] };
    } finally {
      await Promise.all([browser.close(), small.stop(), large.stop()]);
    }
  },
};

async function openPlace(size: Size) {
  const database = await sownDatabase(size);
  const { cookie } = await signInAsBusiest(database);
  const room = `/incidents/${await longestIncident(database)}`;
  const { url, stop } = await startConsole(database, { isReadOnly: true });
  return {
    stop,
    async visit(browser: Browser, which: "room" | "board"): Promise<Visit> {
      const page = await openWindow(browser, url, cookie);
      try {
        return which === "room" ? await visit(page, url + room, ROOM) : await visit(page, `${url}/incidents?state=all`, BOARD);
      } finally {
        await page.context().close();
      }
    },
  };
}

function rowsOf(what: string, visits: Visit[], other: { what: string; visits: Visit[] }, scriptLimit: number): Row[] {
  const row = (name: keyof Visit, words: string, unit: Row["unit"], goal?: Goal): Row => {
    const values = visits.map((visit) => visit[name]);
    return {
      what: `${what}, ${words}`,
      value: median(values),
      unit,
      spread: spread(values),
      runs: values.length,
      ...(goal ? { goal } : {}),
      ...(name === "shift" ? {} : { beside: { what: other.what, value: median(other.visits.map((visit) => visit[name])) } }),
    };
  };
  return [
    row("usable", "usable after", "ms", { of: "value", atMost: 1_000 }),
    row("largestPaint", "largest paint after", "ms"),
    row("scripts", "JavaScript after gzip", "kB", { of: "value", atMost: scriptLimit }),
    row("shift", "cumulative layout shift", "", { of: "value", atMost: 0 }),
  ];
}
