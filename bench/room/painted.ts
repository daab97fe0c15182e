import type { Page } from "@playwright/test";
import { databaseUrl } from "#server/platform/env.ts";
import { openBrowser, openWindow } from "../frame/browser.ts";
import { startConsole } from "../frame/console.ts";
import { command } from "../frame/http.ts";
import { alternate } from "../frame/load.ts";
import type { Measure } from "../frame/measure.ts";
import { signIn } from "../frame/people.ts";
import { median, quantile, spread } from "../frame/statistics.ts";

const NOTES = 40;

declare global {
  var benchPainted: Map<string, number> | undefined;
  var benchSent: number | undefined;
}

export const painted: Measure = {
  name: "painted",
  target: "note sent in one browser → painted in another: p50 ≤ 100 ms, p99 ≤ 300 ms",
  async run() {
    const [writer, reader] = await signIn(databaseUrl(), 2);
    if (!writer || !reader) throw new Error("Nobody is there.");
    const { url, stop } = await startConsole(databaseUrl());
    const browser = await openBrowser();
    try {
      const { reference } = await command<{ reference: string }>(url, "incidents.declare", writer.cookie, { title: "Two look on", severity: "SEV2" });
      const here = await openWindow(browser, url, writer.cookie);
      const there = await openWindow(browser, url, reader.cookie);
      for (const page of [here, there]) await page.goto(`${url}/incidents/${reference}`, { waitUntil: "networkidle" }).catch(() => undefined);
      await there.evaluate(watchPaint);
      await here.evaluate(watchSending);
      const { times: rounds } = await alternate({ times: () => notes(here, there) });
      const times = rounds.flat();
      const common = { unit: "ms" as const, runs: rounds.length };
      return {
        rows: [
          { what: "p50", value: median(times), spread: spread(rounds.map(median)), ...common, goal: { of: "value", atMost: 100 } },
          { what: "p99", value: quantile(times, 0.99), ...common, goal: { of: "value", atMost: 300 } },
        ],
        remarks: [`from the key press in one window to the frame that shows it in the other, ${times.length} notes, both in one Chromium`],
      };
    } finally {
      await Promise.all([browser.close(), stop()]);
    }
  },
};

async function notes(here: Page, there: Page): Promise<number[]> {
  const times: number[] = [];
  const composer = here.locator("#composer");
  for (let turn = 0; turn < NOTES; turn += 1) {
    const words = `seen-${crypto.randomUUID()}`;
    await composer.fill(words);
    await composer.press("Control+Enter");
    const seenAt = await there.waitForFunction((wanted) => globalThis.benchPainted?.get(wanted), words).then((handle) => handle.jsonValue());
    const sentAt = await here.evaluate(() => globalThis.benchSent);
    times.push((seenAt ?? Number.NaN) - (sentAt ?? Number.NaN));
  }
  return times;
}

/** In the page that reads: when the frame with each note was done (Unix milliseconds). */
function watchPaint(): void {
  const painted = new Map<string, number>();
  globalThis.benchPainted = painted;
  new MutationObserver((mutations) => {
    const text = mutations
      .map(({ target, addedNodes }) => (target.textContent ?? "") + [...addedNodes].map((node) => node.textContent).join(" "))
      .join(" ");
    for (const [words] of text.matchAll(/seen-[0-9a-f-]{36}/g)) {
      if (painted.has(words)) continue;
      painted.set(words, 0);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => painted.set(words, performance.timeOrigin + performance.now());
        port2.postMessage(null);
      });
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}

function watchSending(): void {
  addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && event.ctrlKey) globalThis.benchSent = performance.timeOrigin + performance.now();
    },
    { capture: true },
  );
}
