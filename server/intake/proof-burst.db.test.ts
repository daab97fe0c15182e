import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startAlerts } from "#server/alerts/index.ts";
import { alertmanagerBody, anIntegration } from "#server/alerts/testing/scene.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { logOf } from "#server/testing/incident.ts";
import { PROOF_SIZE, together } from "./testing/proof.ts";

const BURST = Math.min(20_000, Math.max(300, Math.floor(PROOF_SIZE * 0.4)));
const SPREAD_MS = BURST * 3;
const DECLARED_WITHIN_MS = 10_000;
let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(resetDatabase);

test(`in a burst of ${BURST.toLocaleString("en")} alerts the critical one is declared within ten seconds, and all are kept`, async () => {
  const admin = await testPerson({ role: "admin" });
  const { id, secret } = await anIntegration(admin, "alertmanager");
  const post = async (body: string) => {
    const { status } = await fetch(`${api.url}/api/hooks/${id}`, { method: "POST", headers: { authorization: `Bearer ${secret}` }, body });
    expect(status).toBe(202);
  };
  const stop = startAlerts();
  try {
    const begun = Date.now();
    const late = { at: 0 };
    await together(Array.from({ length: BURST }), 32, async (_, n) => {
      const wait = begun + (n / BURST) * SPREAD_MS - Date.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      if (n === Math.floor(BURST * 0.8)) late.at = Date.now();
      const isCritical = n === Math.floor(BURST * 0.8);
      await post(
        alertmanagerBody({
          name: isCritical ? "The one that counts" : `Noise ${n}`,
          labels: { severity: isCritical ? "critical" : "warning", n: `${n}` },
        }),
      );
    });
    const declared = await declaredAt("The one that counts", late.at + DECLARED_WITHIN_MS);
    expect(declared - late.at).toBeLessThanOrEqual(DECLARED_WITHIN_MS);
    console.log(`Declared after ${declared - late.at} ms, in a burst of ${BURST} over ${Math.round((Date.now() - begun) / 1000)} s.`);
    await expect.poll(() => db().alert.count(), { timeout: 300_000, interval: 500 }).toBe(BURST);
    expect(await db().incident.count()).toBe(1);
  } finally {
    await stop();
  }
}, 600_000);

async function declaredAt(title: string, until: number): Promise<number> {
  for (;;) {
    const found = await db().incident.findFirst({ where: { title }, select: { reference: true } });
    if (found) return Date.parse((await logOf(found.reference))[0]?.recordedAt ?? "");
    if (Date.now() > until + 60_000) return Number.POSITIVE_INFINITY;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test("more alerts than may declare become one incident, which says how many and how bad they are", async () => {
  const admin = await testPerson({ role: "admin" });
  const { id, secret } = await anIntegration(admin, "alertmanager");
  const post = (name: string, severity: string) =>
    fetch(`${api.url}/api/hooks/${id}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: alertmanagerBody({ name, labels: { severity } }),
    });
  await Promise.all(Array.from({ length: 40 }, (_, n) => post(`Outage ${n}`, "critical")));
  const stop = startAlerts();
  try {
    await expect.poll(() => db().alert.count({ where: { outcome: "storm", incidentId: { not: null } } }), { timeout: 30_000 }).toBe(30);
    expect(await db().alert.count({ where: { outcome: "declared" } })).toBe(10);
    const [storm, ...others] = await db().incident.findMany({ where: { title: { startsWith: "Alert storm" } } });
    expect([storm?.severity, others.length, await db().incident.count()]).toEqual(["SEV1", 0, 11]);
    const told = (await logOf(storm?.reference ?? "")).flatMap(({ fact }) => (fact.kind === "alert" ? [fact] : []));
    expect(told[0]).toMatchObject({ action: "storm", alert: { level: "critical" } });
  } finally {
    await stop();
  }
});
