const GRACE_MS = 8_000;

/**
 * Runs `close` once when the process is asked to end: by a signal, or because the supervisor is gone. Ends the process when
 * that is done, or after eight seconds.
 */
export function onShutdown(close: () => Promise<unknown>): void {
  let isClosing = false;
  const shutDown = (): void => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", shutDown);
  process.once("SIGINT", shutDown);
  if (process.connected) process.once("disconnect", shutDown);
}
