import { setTimeout as pause } from "node:timers/promises";
import type { Random } from "../../../prisma/seed/large/random.ts";
import { type EventSource, openEventSource } from "./event-source.ts";
import type { StreamServer } from "./server.ts";

/** The server asks for seconds of waiting between connections; a test has no such time. */
const RETRY_SHARE = 0.1;

/** Why its connections ended: the server was killed, cut it off, or was not there; or it left by itself. */
type Endings = { killed: number; cut: number; refused: number; left: number };

export type Client = {
  /** The entries as received: the place in the list is the order of arrival, not the seq. */
  readonly received: readonly { seq: number; data: Buffer }[];
  readonly endings: Readonly<Endings>;
  /** Whatever was answered that is no stream. */
  readonly refusals: readonly number[];
  readonly position: number;
  /** Drops the connection and comes back after this time. */
  leave(awayMs: number): void;
  /** Stops reading with the connection open, as a phone in a pocket. */
  stall(until: Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
};

export type ClientOptions = {
  server: StreamServer;
  path: string;
  cookie: string;
  random: Random;
  /** One copy of each entry for all clients that received the same bytes. */
  shared: Map<number, Buffer>;
};

/** A browser at an incident's log: starts before the first entry, resumes after the last one it received, and always comes back. */
export function openClient({ server, path, cookie, random, shared }: ClientOptions): Client {
  const received: { seq: number; data: Buffer }[] = [];
  const endings: Endings = { killed: 0, cut: 0, refused: 0, left: 0 };
  const refusals: number[] = [];
  let source: EventSource | undefined;
  let retryMs = 1_000;
  let awayMs: number | null = null;
  let isStopped = false;

  const position = () => received.at(-1)?.seq ?? 0;

  function keep(seq: number, data: Buffer): void {
    const known = shared.get(seq);
    const own = known?.equals(data) ? known : Buffer.from(data);
    if (!known) shared.set(seq, own);
    received.push({ seq, data: own });
  }

  async function connectOnce(): Promise<void> {
    const killsBefore = server.kills;
    const isFirst = received.length === 0;
    source = openEventSource({
      port: server.port,
      path: isFirst ? `${path}?after=0` : path,
      cookie,
      lastEventId: isFirst ? null : position(),
      onEvent: ({ type, id, data }) => type === "message" && keep(id ?? Number.NaN, data),
      onRetry: (milliseconds) => {
        retryMs = milliseconds;
      },
    });
    const status = await source.ended;
    source = undefined;
    if (status !== null && status !== 200) refusals.push(status);
    if (awayMs !== null) endings.left += 1;
    else if (status === null) endings.refused += 1;
    else endings[server.kills > killsBefore ? "killed" : "cut"] += 1;
  }

  async function live(): Promise<void> {
    while (!isStopped) {
      await connectOnce();
      const wait = awayMs ?? retryMs * RETRY_SHARE * (0.5 + random.number());
      awayMs = null;
      if (!isStopped) await pause(wait);
    }
  }

  const life = live();
  return {
    received,
    endings,
    refusals,
    get position() {
      return position();
    },
    leave(milliseconds) {
      if (!source) return;
      awayMs = milliseconds;
      source.close();
    },
    async stall(until) {
      const stalled = source;
      stalled?.pause();
      await until;
      stalled?.resume();
    },
    async stop() {
      isStopped = true;
      awayMs = 0;
      source?.close();
      await life;
    },
  };
}
