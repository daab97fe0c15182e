import { beforeEach, describe, expect, test } from "vitest";
import { ChangeStatus, FindSimilar } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService } from "#server/testing/incident.ts";
import { changeStatus } from "./change-status.ts";
import { similarIncidents } from "./similar-incidents.ts";

beforeEach(resetDatabase);

const titles = async (ctx: Ctx, title: string, services: string[] = []) =>
  (await similarIncidents(ctx, FindSimilar.parse({ title, services }))).map((incident) => incident.title);

describe("similar open incidents", () => {
  test("share half of the telling words, in any form of their beginning, while one types", async () => {
    const ada = await testPerson({ name: "Ada" });
    await anIncident(ada, { title: "Payments API returns 500 errors" });
    await anIncident(ada, { title: "Search is slow" });
    expect(await titles(ada, "paym")).toEqual(["Payments API returns 500 errors"]);
    expect(await titles(ada, "Payment timeouts")).toEqual(["Payments API returns 500 errors"]);
    expect(await titles(ada, "Checkout fails for errors in search, cart, basket")).toEqual([]);
    expect(await titles(ada, "")).toEqual([]);
    expect(await titles(ada, "'); DROP TABLE incident; -- & | ! <-> :*")).toEqual([]);
    const [first] = await similarIncidents(ada, FindSimilar.parse({ title: "payments" }));
    expect(first).toMatchObject({ commander: "Ada", severity: "SEV2", phase: "investigating", sharedServices: [] });
  });

  test("or concern the same service; both come first", async () => {
    const ada = await testPerson();
    const [shop, search] = [await aService("shop"), await aService("search")];
    await anIncident(ada, { title: "Basket is empty", services: [shop] });
    await anIncident(ada, { title: "Prices are wrong", services: [shop, search] });
    await anIncident(ada, { title: "Logs are late", services: [search] });
    expect(await titles(ada, "wrong prices", [shop])).toEqual(["Prices are wrong", "Basket is empty"]);
    expect((await similarIncidents(ada, FindSimilar.parse({ title: "x", services: [search] }))).map(({ sharedServices }) => sharedServices)).toEqual([
      ["search"],
      ["search"],
    ]);
  });

  test("leave out what is over, tests, and what the asker may not see", async () => {
    const [ada, bo, admin] = [await testPerson(), await testPerson(), await testPerson({ role: "admin" })];
    const over = await anIncident(ada, { title: "Payments over", severity: null });
    await changeStatus(ada, ChangeStatus.parse({ reference: over, to: "declined", reason: "Noise" }));
    await anIncident(ada, { title: "Payments test", kind: "test" });
    await anIncident(ada, { title: "Payments hidden", visibility: "private", members: [bo.person.id] });
    await anIncident(ada, { title: "Payments open" });
    expect(await titles(ada, "payments")).toEqual(["Payments open", "Payments hidden"]);
    expect(await titles(bo, "payments")).toEqual(["Payments open", "Payments hidden"]);
    expect(await titles(admin, "payments")).toEqual(["Payments open"]);
  });

  test("are at most five, the newest of equals", async () => {
    const ada = await testPerson();
    for (let index = 0; index < 7; index += 1) await anIncident(ada, { title: `Payments ${index}` });
    expect(await titles(ada, "payments")).toEqual([6, 5, 4, 3, 2].map((index) => `Payments ${index}`));
  });

  test("are found among twenty thousand, five at most", async () => {
    const ada = await testPerson();
    await anIncident(ada, { title: "Payments fail" });
    await db().$executeRaw`
      INSERT INTO incident (id, reference, title, kind, visibility, phase, severity, state, audit_hash, declared_at, activity_at)
      SELECT gen_random_uuid(), 'INC-2025-' || n, 'x', 'real', 'normal', CASE WHEN n % 50 = 0 THEN 'investigating' ELSE 'closed' END, 'SEV3', i.state, i.audit_hash,
        i.declared_at - n * interval '1 minute', i.activity_at FROM generate_series(1, 20000) n, incident i`;
    await db().$executeRaw`
      INSERT INTO incident_search (incident_id, declared_at, document)
      SELECT id, declared_at, to_tsvector('simple', 'payments fail ' || reference) FROM incident WHERE reference LIKE 'INC-2025-%'`;
    await db().$executeRaw`ANALYZE`;
    await titles(ada, "Payments");
    for (const title of ["Payments fail", "payments fail for everybody", "pay", "inc 2025 payments", "fail"])
      expect(await titles(ada, title)).toHaveLength(5);
  });
});
