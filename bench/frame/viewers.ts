import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** When a message had reached half of the viewers, and all of them (Unix milliseconds). */
export type Delivery = { id: number; halfAt: number; lastAt: number };

export type ViewersOrder = { port: number; path: string; cookies: string[]; perSecond: number };
export type ViewersReport = { connected: number; refusals: number } | { delivered: Delivery } | { lost: string };

export type Viewers = {
  /** How long it took until all were open, and how many connections had to be tried again. */
  openedAfterMs: number;
  refusals: number;
  /** Resolves when every viewer has the message; rejects when one got it twice, out of order, or not at all within a minute. */
  have: (id: number) => Promise<Delivery>;
  stop: () => Promise<void>;
};

const PATIENCE_MS = 60_000;

/** Opens event streams from a process of its own, one for each cookie, over plain sockets. Resolves when all are open. */
export async function openViewers(order: ViewersOrder): Promise<Viewers> {
  const child = fork(join(import.meta.dirname, "viewers-process.ts"), { execArgv: [] });
  const opened = Promise.withResolvers<number>();
  const deliveries = new Map<number, Delivery>();
  const awaited = new Map<number, { resolve: (delivery: Delivery) => void; reject: (error: Error) => void }>();
  let failure: Error | undefined;

  child.on("message", (report: ViewersReport) => {
    if ("connected" in report) return opened.resolve(report.refusals);
    if ("delivered" in report) {
      deliveries.set(report.delivered.id, report.delivered);
      awaited.get(report.delivered.id)?.resolve(report.delivered);
      return;
    }
    failure = new Error(report.lost);
    opened.reject(failure);
    for (const { reject } of awaited.values()) reject(failure);
  });
  const startedAt = performance.now();
  child.send(order);
  const refusals = await opened.promise;

  return {
    openedAfterMs: performance.now() - startedAt,
    refusals,
    async have(id) {
      if (failure) throw failure;
      const known = deliveries.get(id);
      if (known) return known;
      const late = new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error(`Not every viewer got message ${id} within a minute.`)), PATIENCE_MS).unref();
      });
      const arrived = new Promise<Delivery>((resolve, reject) => awaited.set(id, { resolve, reject }));
      return Promise.race([arrived, late]).finally(() => awaited.delete(id));
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}
