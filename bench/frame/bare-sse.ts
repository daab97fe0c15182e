import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eventBytes } from "#server/realtime/viewer.ts";

/** The least that sending one event to many can cost: a node:http server that does nothing else. */
export type BareSse = { port: number; pid: number; say: (id: number, data: object) => Promise<number>; stop: () => Promise<void> };

type Order = { id: number; data: object };

/** In a process of its own. `say` resolves with when it began to write (Unix milliseconds). */
export async function startBareSse(): Promise<BareSse> {
  const child = fork(import.meta.filename, { execArgv: [] });
  const [port] = (await once(child, "message")) as [number];
  return {
    port,
    pid: child.pid ?? 0,
    async say(id, data) {
      child.send({ id, data } satisfies Order);
      const [at] = (await once(child, "message")) as [number];
      return at;
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

if (import.meta.main) serve();

function serve(): void {
  const open = new Set<ServerResponse>();
  const server = createServer((_req, res) => {
    res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    res.write("retry: 1000\n\n");
    open.add(res);
    res.on("close", () => open.delete(res));
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("message", ({ id, data }: Order) => {
    const at = Date.now();
    const bytes = eventBytes(data, { id });
    for (const res of open) res.write(bytes);
    process.send?.(at);
  });
  process.once("disconnect", () => process.exit(0));
}
