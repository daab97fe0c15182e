import { setTimeout as wait } from "node:timers/promises";
import { CreateIntegration } from "#lib/contracts/integration.ts";
import { startAlerts } from "#server/alerts/index.ts";
import { createIntegration } from "#server/integrations/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { databaseUrl, env } from "#server/platform/env.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Measure } from "../frame/measure.ts";
import { startIntake } from "../intake/rivals.ts";
import { openBurst } from "./burst.ts";

const SECRET = "a secret of the measure, long enough for it";
const MANY = 120;
const EVERY_MS = 150;

/** A critical alert is posted: when does the page that follows reach its receiver? Intake, worker for alerts and pager are three processes. */
export const alertIn: Measure = {
  name: "alert-in",
  target: "alert in → first page out: p50 ≤ 300 ms, p99 ≤ 1 s",
  async run() {
    (env() as { MUSTER_SECRET?: string }).MUSTER_SECRET = SECRET;
    const burst = await openBurst([0]);
    await db().$executeRaw`
      UPDATE setting SET value = jsonb_set(value, '{alertBudget}', '{"most": 1000, "minutes": 10}') WHERE key = 'organisation'`;
    const { id, secret } = await createIntegration(systemCtx(), CreateIntegration.parse({ kind: "alertmanager", name: "Measure" }));
    const intake = await startIntake(databaseUrl(), SECRET);
    await startListener();
    const stopAlerts = startAlerts();
    try {
      const sent: number[] = [];
      for (let n = 0; n < MANY; n += 1) {
        sent.push(Date.now());
        const answer = await post(`http://127.0.0.1:${intake.port}/api/hooks/${id}`, secret, alertOf(n));
        if (answer !== 202) throw new Error(`The intake answered ${answer}.`);
        await wait(EVERY_MS);
      }
      while (burst.receiver.arrivals.length < MANY) await wait(20);
      const titles = new Map((await db().incident.findMany({ select: { reference: true, title: true } })).map((row) => [row.reference, row.title]));
      const took = burst.receiver.arrivals
        .map(({ reference, at }) => at - (sent[Number(/\d+$/.exec(titles.get(reference) ?? "")?.[0])] ?? Number.NaN))
        .toSorted((one, other) => one - other);
      const at = (share: number): number => took[Math.floor((took.length - 1) * share)] ?? Number.NaN;
      return {
        rows: [
          { what: "posted to received, p50", value: at(0.5), unit: "ms", runs: MANY, goal: { of: "value", atMost: 300 } },
          { what: "posted to received, p99", value: at(0.99), unit: "ms", runs: MANY, goal: { of: "value", atMost: 1_000 } },
        ],
      };
    } finally {
      await stopAlerts();
      await stopListener();
      await intake.stop();
      await burst.close();
    }
  },
};

function alertOf(n: number): object {
  const labels = { alertname: `Errors${n}`, severity: "critical", service: `service-${n}` };
  const alert = {
    status: "firing",
    labels,
    annotations: { summary: `Errors above 15 % ${n}` },
    startsAt: new Date().toISOString(),
    fingerprint: `f${n}`,
  };
  return { version: "4", status: "firing", receiver: "muster", alerts: [alert] };
}

async function post(url: string, secret: string, body: object): Promise<number> {
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const { status } = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return status;
}
