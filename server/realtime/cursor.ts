import type { IncomingMessage } from "node:http";

/** The seq after which a reader asks for events, from `Last-Event-ID` or `?after=`; null when it gave none. */
export function cursorOf(req: IncomingMessage): number | null {
  const last = req.headers["last-event-id"] ?? new URL(req.url ?? "/", "http://localhost").searchParams.get("after");
  const seq = Number(last);
  return last !== null && last !== undefined && last !== "" && Number.isInteger(seq) && seq >= 0 ? seq : null;
}
