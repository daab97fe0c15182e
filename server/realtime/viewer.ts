import { randomInt } from "node:crypto";
import type { ServerResponse } from "node:http";

/** A slow reader may lag by this many bytes; then it is cut, and resumes from its cursor when it reconnects. */
const MAX_LAG_BYTES = 256 * 1024;
/** An event of its own, not a comment: browsers do not show comments to pages, which listen for silence. */
const HEARTBEAT = eventBytes({}, { event: "beat" });
const HEARTBEAT_MS = 15_000;

/** One open event stream. `cursor` is the last seq written to it. */
export type Viewer = {
  readonly id: string;
  readonly personId: string | null;
  cursor: number;
  send(bytes: Uint8Array): void;
  /** Resolves when much can be sent again, or when the stream is over. */
  room(): Promise<void>;
  end(): void;
  readonly isOpen: boolean;
};

const open = new Set<Viewer>();
let heartbeat: NodeJS.Timeout | undefined;

/** Turns a response into an event stream that asks for a jittered retry, so that a restart does not bring all viewers back at once. */
export function openViewer(res: ServerResponse, id: string, personId: string | null, cursor: number, onClose: () => void): Viewer {
  res.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  res.socket?.setNoDelay(true);
  res.socket?.setTimeout(0);
  res.write(`retry: ${1_000 + randomInt(3_000)}\n\n`);
  const viewer: Viewer = {
    id,
    personId,
    cursor,
    get isOpen() {
      return !res.writableEnded && !res.destroyed;
    },
    send(bytes) {
      if (res.writableEnded || res.destroyed) return;
      if (res.writableLength > MAX_LAG_BYTES) res.destroy();
      else res.write(bytes);
    },
    room: () => (res.writableLength < MAX_LAG_BYTES / 2 ? Promise.resolve() : drained(res)),
    end: () => void res.end(),
  };
  open.add(viewer);
  heartbeat ??= setInterval(beat, HEARTBEAT_MS).unref();
  onceClosed(res, () => {
    open.delete(viewer);
    onClose();
  });
  return viewer;
}

/** Also calls back for who had left already before the stream was opened. */
export function onceClosed(res: ServerResponse, closed: () => void): void {
  if (res.closed) process.nextTick(closed);
  else res.once("close", closed);
}

function drained(res: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (res.closed) return resolve();
    const done = (): void => {
      res.off("drain", done).off("close", done);
      resolve();
    };
    res.on("drain", done).on("close", done);
  });
}

function beat(): void {
  for (const viewer of open) viewer.send(HEARTBEAT);
}

export function openViewers(): number {
  return open.size;
}

/** Ends every stream; browsers come back by themselves. */
export function endViewers(): void {
  for (const viewer of open) viewer.end();
}

/** One server-sent event. `data` is serialised once and the same bytes go to every viewer. */
export function eventBytes(data: unknown, options: { id?: number; event?: string } = {}): Buffer {
  const id = options.id === undefined ? "" : `id: ${options.id}\n`;
  const event = options.event === undefined ? "" : `event: ${options.event}\n`;
  return Buffer.from(`${id}${event}data: ${JSON.stringify(data)}\n\n`);
}
