import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { pagerInvariants } from "./testing/invariants.ts";
import { aPagerWorld } from "./testing/pager-world.ts";
import { endPager, loadPager, type Pager, startPager } from "./testing/pagers.ts";
import { openReceiver, type Receiver } from "./testing/receiver.ts";

const DEATHS = 50;
/** Loaded ahead, so that the next begins when one dies. */
const AHEAD = 3;

const POINTS = {
  "before claiming what is due": "before escalation-claim",
  "after claiming what is due": "after escalation-claim",
  "after storing the step": "stored store-pages",
  "before sending": "after claim-deliveries",
  "after sending, before recording": "before settle-deliveries",
  "after recording": "stored settle-deliveries",
};

let receiver: Receiver;

beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());

describe("a worker that dies fifty times", () => {
  test.each(Object.entries(POINTS))(
    "%s loses no page and doubles none",
    async (_, point) => {
      await resetDatabase();
      receiver.arrivals.length = 0;
      const { commander } = await aPagerWorld({ url: receiver.url, host: receiver.host, minutes: [0] });
      const ahead = Array.from({ length: AHEAD }, () => loadPager({ MUSTER_TEST_KILL: point }));
      const signals: (string | null)[] = [];
      for (let death = 0; death < DEATHS; death += 1) {
        await anIncident(commander);
        const pager = ahead.shift() as Pager;
        if (death < DEATHS - AHEAD) ahead.push(loadPager({ MUSTER_TEST_KILL: point }));
        await pager.loaded;
        pager.process.send("start");
        await pager.gone;
        signals.push(pager.process.signalCode);
      }
      expect(signals).toEqual(Array(DEATHS).fill("SIGKILL"));
      const sound = await startPager();
      await sent(DEATHS);
      await endPager(sound);
      expect((await pagerInvariants(receiver)).flatMap(({ broken }) => broken)).toEqual([]);
      expect(new Set(receiver.arrivals.map(({ page }) => page)).size).toBe(DEATHS);
    },
    180_000,
  );
});

async function sent(many: number): Promise<void> {
  for (;;) {
    const count = await db().pageDelivery.count({ where: { channel: "webhook", state: "sent" } });
    if (count >= many) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
