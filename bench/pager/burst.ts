import { setTimeout as wait } from "node:timers/promises";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { declareIncident } from "#server/incidents/index.ts";
import { aPagerWorld, type PagerWorld } from "#server/paging/testing/pager-world.ts";
import { endPager, startPager } from "#server/paging/testing/pagers.ts";
import { openReceiver, type Receiver } from "#server/paging/testing/receiver.ts";
import { db } from "#server/platform/db.ts";

/** A worker that pages, a receiver that answers at once, and people who are paged at these minutes of each incident. */
export type Burst = { world: PagerWorld; receiver: Receiver; close: () => Promise<void> };

export async function openBurst(minutes: number[]): Promise<Burst> {
  const receiver = await openReceiver();
  const world = await aPagerWorld({ url: receiver.url, host: receiver.host, minutes });
  const pager = await startPager();
  return {
    world,
    receiver,
    close: async () => {
      await endPager(pager);
      await receiver.close();
    },
  };
}

/** Declares so many, at most so many a second, and gives when each began by the database's clock (ms since 1970) by its reference. */
export async function declareMany({ world }: Burst, many: number, perSecond: number): Promise<Map<string, number>> {
  const input = DeclareIncident.parse({ title: "Checkout fails", severity: "SEV2" });
  const startedAt = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < many) {
      const turn = next;
      next += 1;
      const early = startedAt + (turn / perSecond) * 1_000 - performance.now();
      if (early > 1) await wait(early);
      await declareIncident(world.commander, input);
    }
  };
  await Promise.all(Array.from({ length: 32 }, lane));
  const rows = await db().incident.findMany({ select: { reference: true, declaredAt: true } });
  return new Map(rows.map(({ reference, declaredAt }) => [reference, declaredAt?.getTime() ?? 0]));
}

export async function received({ receiver }: Burst, many: number): Promise<void> {
  while (receiver.arrivals.length < many) await wait(20);
}
