import type { StreamState } from "./event-stream.ts";

export type Connection = { status: "online" | "retrying"; waiting: number };

type Listener = () => void;

const listeners = new Set<Listener>();
let connection: Connection = { status: "online", waiting: 0 };
/** A short loss is not worth a word. */
const QUIET_MS = 1_500;
let losing: ReturnType<typeof setTimeout> | undefined;

function change(next: Partial<Connection>): void {
  const merged = { ...connection, ...next };
  if (merged.status === connection.status && merged.waiting === connection.waiting) return;
  connection = merged;
  for (const listener of listeners) listener();
}

/** What this page knows of its line to the server: the streams report it, the banner shows it, the outbox counts what waits. */
export const connectionStore = {
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): Connection => connection,
  readOnServer: (): Connection => SERVER,
  report(state: StreamState): void {
    if (state !== "lost") {
      clearTimeout(losing);
      losing = undefined;
      if (state === "open") change({ status: "online" });
      return;
    }
    losing ??= setTimeout(() => change({ status: "retrying" }), QUIET_MS);
  },
  setWaiting: (waiting: number): void => change({ waiting }),
};

const SERVER: Connection = { status: "online", waiting: 0 };
