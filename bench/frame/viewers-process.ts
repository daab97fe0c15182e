import { connect, type Socket } from "node:net";
import type { Delivery, ViewersOrder, ViewersReport } from "./viewers.ts";

type Stream = { port: number; path: string; cookie: string; all: number };
type Arrivals = { count: number; halfAt: number };

const ATTEMPTS = 10;
let refusals = 0;

const arrivals = new Map<number, Arrivals>();

process.once("message", (order: ViewersOrder) => void openAll(order).catch((error: Error) => tell({ lost: error.message })));
process.once("disconnect", () => process.exit(0));

function tell(report: ViewersReport): void {
  process.send?.(report);
}

/** At an even pace: what is measured is a full room, not the rush into it. */
async function openAll({ port, path, cookies, perSecond }: ViewersOrder): Promise<void> {
  const startedAt = performance.now();
  const opening: Promise<void>[] = [];
  for (const [index, cookie] of cookies.entries()) {
    const dueIn = startedAt + (index * 1_000) / perSecond - performance.now();
    if (dueIn > 1) await new Promise((resolve) => setTimeout(resolve, dueIn));
    opening.push(openPatiently({ port, path, cookie, all: cookies.length }));
  }
  await Promise.all(opening);
  tell({ connected: cookies.length, refusals });
}

/** As a browser does, tries again when the connection fails before the stream is open. */
async function openPatiently(stream: Stream): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openOne(stream);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      refusals += 1;
      await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 1_000));
    }
  }
}

function openOne({ port, path, cookie, all }: Stream): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nAccept: text/event-stream\r\n\r\n`);
  socket.setEncoding("latin1");
  const opened = Promise.withResolvers<void>();
  let isOpen = false;
  let rest = "";
  let lastId = 0;
  socket.on("data", (text: Buffer | string) => {
    rest += text;
    if (!isOpen) {
      if (!rest.includes("\r\n\r\n")) return;
      if (!rest.startsWith("HTTP/1.1 200")) return opened.reject(new Error(`A viewer was refused: ${rest.slice(0, 200)}`));
      isOpen = true;
      opened.resolve();
    }
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const id = idOf(rest.slice(0, end));
      rest = rest.slice(end + 2);
      if (id === null) continue;
      if (lastId > 0 && id !== lastId + 1) tell({ lost: `A viewer got message ${id} after ${lastId}.` });
      lastId = id;
      arrived(id, all);
    }
  });
  watchEnd(socket, (how) => {
    if (isOpen) tell({ lost: `A viewer of ${path} ${how} after message ${lastId}.` });
    else opened.reject(new Error(`A viewer of ${path} ${how} before it was open.`));
  });
  return opened.promise;
}

function watchEnd(socket: Socket, lost: (how: string) => void): void {
  socket.on("error", (error) => lost(`failed with ${error.message}`));
  socket.on("end", () => lost("was ended"));
}

/** The sizes of chunks stand between, on lines of their own. */
function idOf(event: string): number | null {
  const at = event.startsWith("id: ") ? 0 : event.indexOf("\nid: ") + 1;
  return at === 0 && !event.startsWith("id: ") ? null : Number.parseInt(event.slice(at + 4), 10);
}

function arrived(id: number, all: number): void {
  const known = arrivals.get(id) ?? { count: 0, halfAt: 0 };
  known.count += 1;
  if (known.count === Math.ceil(all / 2)) known.halfAt = Date.now();
  arrivals.set(id, known);
  if (known.count < all) return;
  arrivals.delete(id);
  const delivered: Delivery = { id, halfAt: known.halfAt, lastAt: Date.now() };
  tell({ delivered });
}
