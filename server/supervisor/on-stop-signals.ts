/** npm passes on the SIGINT that a terminal's Ctrl-C sent to the whole group: the same wish, arriving twice. */
const ONE_WISH_MS = 1_000;

/** Calls `stop` at the first signal that asks the process to end, and `force` when asked again later. */
export function onStopSignals(stop: (signal: string) => void, force: () => void): void {
  let askedAt: number | null = null;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (askedAt === null) {
        askedAt = Date.now();
        stop(signal);
      } else if (Date.now() - askedAt > ONE_WISH_MS) force();
    });
  }
}
