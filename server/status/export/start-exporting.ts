import { log } from "#server/platform/log.ts";
import { exportPages } from "./export-pages.ts";

/**
 * Brings the copies up to the pages when it is asked, beside everything else: a bucket that is slow or away holds up nothing. What changes during
 * an export is seen to by another one after it. `stop` waits for what is being done.
 */
export function startExporting(run: () => Promise<void> = exportPages): { look: () => void; stop: () => Promise<void> } {
  let exporting: Promise<void> | undefined;
  let again = false;
  let isStopped = false;

  async function exportAll(): Promise<void> {
    do {
      again = false;
      await run().catch((error: unknown) => log.warn({ error: String(error) }, "The copies of the status pages are not up to date; trying again."));
    } while (again && !isStopped);
  }

  return {
    look: () => {
      again = true;
      exporting ??= exportAll().finally(() => {
        exporting = undefined;
      });
    },
    stop: async () => {
      isStopped = true;
      await exporting;
    },
  };
}
