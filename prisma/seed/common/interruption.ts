import { onStopSignals } from "#server/supervisor/on-stop-signals.ts";
import { say } from "#server/supervisor/terminal.ts";

let isInterrupted = false;

/** On Ctrl-C and the like, ends the process after `stop`. Work in hand fails meanwhile, which nobody needs to hear of: it is rolled back. */
export function onInterruption(stop: () => Promise<void>): void {
  onStopSignals(
    (signal) => {
      isInterrupted = true;
      process.on("unhandledRejection", () => undefined);
      say(`\n${signal === "SIGINT" ? "Ctrl-C" : signal}: stopping. What is stored until now is whole and stays.`);
      void stop().finally(() => process.exit(1));
    },
    () => process.exit(1),
  );
}

export function wasInterrupted(): boolean {
  return isInterrupted;
}
