import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ListAlerts } from "#lib/contracts/alert.ts";
import { CreateIntegration } from "#lib/contracts/integration.ts";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { createIntegration } from "#server/integrations/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { aService, logOf, roomOf } from "#server/testing/incident.ts";
import { listAlerts } from "./index.ts";
import { workEvents } from "./work/work-events.ts";

let api: Awaited<ReturnType<typeof startApi>>;
let admin: Awaited<ReturnType<typeof testPerson>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await resetDatabase();
  admin = await testPerson({ name: "Ada", role: "admin" });
});

test("x", async () => {
  const { id, secret } = await createIntegration(admin, CreateIntegration.parse({ kind: "alertmanager", name: "AM" }));
  const wire = JSON.parse(readFileSync("/work/shared/data/wire/am-webhook-1.json", "utf8"));
  const r = await fetch(`${api.url}/api/hooks/${id}`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify(wire.body),
  });
  console.log(r.status, await r.text());
  await workEvents(systemCtx());
  console.log(JSON.stringify(await listAlerts(admin, ListAlerts.parse({})), null, 1), await db().intakeEvent.findMany({ omit: { body: true } }));
  const inc = await db().incident.findMany();
  console.log((await logOf(inc[0]!.reference)).map((e) => [e.actor.name, e.fact.kind]));
});
