import { type Sequenced, tail } from "./tail.ts";
import { eventBytes, type Viewer } from "./viewer.ts";

/** Entries that are read at once, of up to 50 kB each. */
const PAGE = 50;

type Written = { seq: number; bytes: Buffer };

type Source<T extends Sequenced> = {
  subscribe: (wake: () => void) => () => void;
  read: (after: number, limit: number) => Promise<T[]>;
  head: () => Promise<number>;
  /** Who may see this entry and what follows; others' streams end before it. All, when absent. */
  audience?: (entry: T) => ((viewer: Viewer) => boolean) | null;
};

/** The viewers of one log in this process: one tail reads it, each entry is serialised once and written to all. */
export type Channel = {
  readonly viewers: ReadonlySet<Viewer>;
  /** Brings the viewer from its cursor up to the present and keeps it there. Resolves once it has caught up. */
  join(viewer: Viewer): Promise<void>;
  leave(viewer: Viewer): void;
  broadcast(bytes: Uint8Array): void;
};

/** Lets sockets take what was written, so that entries which come together do not count as lag. */
const aTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Opens a channel that lives while it has viewers, then calls `onEmpty`. */
export function openChannel<T extends Sequenced>(source: Source<T>, onEmpty: () => void): Channel {
  const viewers = new Set<Viewer>();
  const joining = new Set<Viewer>();
  const pages = new Map<number, Promise<Written[]>>();
  const stopped = new AbortController();
  let started: Promise<void> | undefined;
  let head = 0;

  async function pump(from: number): Promise<void> {
    const read = (after: number) => source.read(after, PAGE);
    for await (const entry of tail({ subscribe: source.subscribe, read, after: from, signal: stopped.signal })) {
      const bytes = entryBytes(entry);
      const maySee = source.audience?.(entry) ?? null;
      head = entry.seq;
      for (const viewer of viewers) {
        if (maySee && !maySee(viewer)) viewer.end();
        else deliver(viewer, entry.seq, bytes);
      }
      await aTurn();
    }
  }

  async function start(): Promise<void> {
    head = await source.head();
    void pump(head);
  }

  /** A page at the viewer's own pace: it may be far longer than what a live viewer may lag. */
  async function catchUp(viewer: Viewer): Promise<void> {
    for (const { seq, bytes } of await pageFor(viewer.cursor)) {
      deliver(viewer, seq, bytes);
      await viewer.room();
    }
  }

  /** The page in which the entry after this cursor stands. After a restart all come at once: who asks during a read shares it. */
  function pageFor(cursor: number): Promise<Written[]> {
    const after = cursor - (cursor % PAGE);
    const shared = pages.get(after);
    if (shared) return shared;
    const reading = source
      .read(after, PAGE)
      .then((rows) => rows.map((row) => ({ seq: row.seq, bytes: entryBytes(row) })))
      .finally(() => pages.delete(after));
    pages.set(after, reading);
    return reading;
  }

  function closeIfEmpty(): void {
    if (viewers.size > 0 || joining.size > 0 || stopped.signal.aborted) return;
    stopped.abort();
    onEmpty();
  }

  return {
    viewers,
    async join(viewer) {
      joining.add(viewer);
      try {
        started ??= start();
        await started.catch((error) => {
          started = undefined;
          throw error;
        });
        if (viewer.cursor > head) viewer.cursor = Math.min(viewer.cursor, await source.head());
        while (viewer.isOpen && viewer.cursor < head) await catchUp(viewer);
        if (viewer.isOpen) viewers.add(viewer);
      } catch {
        viewer.end();
      } finally {
        joining.delete(viewer);
        closeIfEmpty();
      }
    },
    leave(viewer) {
      viewers.delete(viewer);
      closeIfEmpty();
    },
    broadcast(bytes) {
      for (const viewer of viewers) viewer.send(bytes);
    },
  };
}

function entryBytes(entry: Sequenced): Buffer {
  return eventBytes(entry, { id: entry.seq });
}

/** Entries the viewer has already are skipped, so overlap between catching up and living costs nothing. */
function deliver(viewer: Viewer, seq: number, bytes: Uint8Array): void {
  if (seq <= viewer.cursor) return;
  viewer.cursor = seq;
  viewer.send(bytes);
}
