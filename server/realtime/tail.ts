export type Sequenced = { seq: number };

export type Tail<T extends Sequenced> = {
  /** Calls back at every hint that there may be more; returns how to stop. */
  subscribe: (wake: () => void) => () => void;
  /** Everything after this seq is yielded, in order, once. */
  after: number;
  /** Reads rows after a seq in order, up to a page; an empty page means: up to date. */
  read: (after: number) => Promise<T[]>;
  signal: AbortSignal;
};

const RETRY_MS = 500;

/**
 * Follows a log for ever: reads from the cursor, yields, waits for a hint, reads again. Hints that come while reading are
 * remembered, so none is missed; a failing read is tried again from the same cursor, so nothing is lost or repeated.
 */
export async function* tail<T extends Sequenced>({ subscribe, after, read, signal }: Tail<T>): AsyncGenerator<T> {
  const bell = createBell(signal);
  const unsubscribe = subscribe(bell.ring);
  try {
    let cursor = after;
    while (!signal.aborted) {
      bell.clear();
      const rows = await read(cursor).catch(() => null);
      for (const row of rows ?? []) {
        cursor = row.seq;
        yield row;
      }
      if (rows === null) await bell.wait(RETRY_MS);
      else if (rows.length === 0) await bell.wait();
    }
  } finally {
    unsubscribe();
  }
}

function createBell(signal: AbortSignal) {
  let isRung = false;
  let wakeUp: (() => void) | undefined;
  const ring = () => {
    isRung = true;
    wakeUp?.();
  };
  signal.addEventListener("abort", ring, { once: true });
  return {
    ring,
    clear: () => {
      isRung = false;
    },
    wait: (limitMs?: number) =>
      new Promise<void>((resolve) => {
        if (isRung || signal.aborted) return resolve();
        const timer = limitMs === undefined ? undefined : setTimeout(ring, limitMs);
        wakeUp = () => {
          clearTimeout(timer);
          wakeUp = undefined;
          resolve();
        };
      }),
  };
}
