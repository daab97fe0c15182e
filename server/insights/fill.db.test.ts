import { globSync, readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { ChangeStatus, PostUpdate } from "#lib/contracts/incident-commands.ts";
import { changeStatus, postUpdate } from "#server/incidents/index.ts";
import { db } from "#server/platform/db.ts";
import { aScene } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { brokenTables } from "#server/testing/invariants.ts";
import { anIncidentThat, aVerdict, MINUTE } from "./testing/some-incidents.ts";

const [migration = ""] = globSync("prisma/migrations/*_insights/migration.sql");

beforeEach(async () => {
  await resetDatabase();
  await shiftClock(0);
});

test("what the migration fills from states and log is what projection would have kept", async () => {
  const scene = await aScene();
  const { commander, reference } = scene;
  await postUpdate(commander, PostUpdate.parse({ reference, text: "We look" }));
  await shiftClock(45 * MINUTE);
  await postUpdate(commander, PostUpdate.parse({ reference, text: "Late" }));
  await aVerdict(commander, reference, { signature: "connection-pool", service: "checkout", state: "accepted" });
  await aVerdict(commander, scene.other, { signature: "disk-full", state: "refuted" });
  await anIncidentThat(commander, { began: 200, detected: 10, acknowledged: 5, mitigated: 50, resolved: 60 });
  await shiftClock(300 * MINUTE);
  await changeStatus(commander, ChangeStatus.parse({ reference: scene.other, to: "resolved", summary: "Over", hasNoImpact: true }));
  const kept = await tables();
  expect(kept.measures.some(({ updatesKept, updatesLate }) => updatesKept > 0 && updatesLate > 0)).toBe(true);
  await db().$executeRaw`TRUNCATE incident_measure, incident_impact`;
  const [, filling = ""] = readFileSync(migration, "utf8").split("-- What there is already");
  for (const statement of filling.slice(filling.indexOf("\n")).split(";\n")) if (statement.trim()) await db().$executeRawUnsafe(statement);
  expect(await tables()).toEqual(kept);
  expect(await brokenTables()).toEqual([]);
});

async function tables() {
  const [measures, impacts] = await Promise.all([
    db().incidentMeasure.findMany({ orderBy: { id: "asc" } }),
    db().incidentImpact.findMany({ orderBy: { id: "asc" } }),
  ]);
  return { measures, impacts };
}
