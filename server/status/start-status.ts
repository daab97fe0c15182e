import { databaseNow } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { statusFolder } from "./addresses.ts";
import { startExporting } from "./export/start-exporting.ts";
import { renderPages } from "./render-pages.ts";
import { startTelling } from "./subscribers/start-telling.ts";
import { touchPulse } from "./write-snapshot.ts";

const GATHER_MS = 50;
/** A pulse only ever follows a look at every page, so this is well within what the status server calls old. */
const LONGEST_SLEEP_MS = 30_000;
/** What of an incident can change what a page says of it. */
const TELLING: readonly string[] = [
  "update",
  "publication",
  "question",
  "interval",
  "timestamp",
  "impact",
  "status",
  "severity",
  "services",
  "access",
  "merged",
  "unmerged",
  "role",
  "handover",
];

/** Keeps the snapshots of the status pages up to what happens, and tells subscribers. Returns how to stop, which waits for what is being done. */
export function startStatus(): () => Promise<void> {
  const telling = startTelling();
  const exporting = startExporting();
  let gathering: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  let rendering: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function render(): Promise<void> {
    clearTimeout(timer);
    let sleep = LONGEST_SLEEP_MS;
    try {
      const next = await renderPages();
      await touchPulse(statusFolder("public"));
      telling.look();
      exporting.look();
      if (next !== null) sleep = Math.min(sleep, Math.max(0, next - Date.parse(await databaseNow())));
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.stack : String(error) }, "The status pages were not written; trying again.");
      sleep = 1_000;
    }
    if (!isStopped) timer = setTimeout(look, sleep);
  }

  function look(): void {
    gathering = undefined;
    if (!isStopped) rendering = rendering.then(render);
  }

  const silence = hear((wake) => {
    const isTelling = wake.kind === "all" || wake.kind === "status" || (wake.kind === "incident" && TELLING.includes(wake.fact));
    if (isTelling) gathering ??= setTimeout(look, GATHER_MS);
  });
  look();

  return async () => {
    isStopped = true;
    silence();
    clearTimeout(gathering);
    clearTimeout(timer);
    await rendering;
    await Promise.all([telling.stop(), exporting.stop()]);
  };
}
