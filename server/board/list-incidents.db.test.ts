import { beforeEach, describe, expect, test } from "vitest";
import { ListIncidents } from "#lib/contracts/board.ts";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { addNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import { indexIncidents } from "#server/search/index.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService } from "#server/testing/incident.ts";
import { listIncidents } from "./list-incidents.ts";

type Someone = Awaited<ReturnType<typeof testPerson>>;
let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  [ada, bo] = [await testPerson(), await testPerson()];
});

async function indexAll(): Promise<void> {
  await indexIncidents((await db().incident.findMany({ select: { id: true } })).map(({ id }) => id));
}

async function titles(who: Someone, input: Parameters<typeof ListIncidents.parse>[0]): Promise<string[]> {
  const { items } = await listIncidents(who, ListIncidents.parse(input));
  return items.map(({ title }) => title);
}

/** Closed incidents of the years before, one a minute, every tenth about payments, all of them about something. */
async function aLongHistory(count: number): Promise<void> {
  await anIncident(ada, { title: "Template", kind: "test" });
  await db().$executeRaw`
    INSERT INTO incident (id, reference, title, kind, visibility, phase, severity, state, audit_hash, declared_at, activity_at)
    SELECT gen_random_uuid(), 'INC-2020-0101-' || n, CASE WHEN n % 10 = 0 THEN 'Payments ' ELSE 'Search ' END || n, 'real', 'normal', 'closed', 'SEV3', i.state, i.audit_hash,
      timestamptz '2020-01-01T00:00:00Z' + n * interval '1 second', timestamptz '2020-01-02T00:00:00Z' FROM generate_series(1, ${count}::int) n, incident i`;
  await db().$executeRaw`
    INSERT INTO incident_search (incident_id, declared_at, document)
    SELECT id, declared_at, to_tsvector('simple', title || ' outage') FROM incident WHERE reference LIKE 'INC-2020-%'`;
}

describe("the board", () => {
  test("shows open incidents, the newest first, page by page without gap or repetition", async () => {
    for (let index = 0; index < 7; index += 1) await anIncident(ada, { title: `Incident ${index}` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listIncidents>> = await listIncidents(ada, ListIncidents.parse({ limit: 3, cursor }));
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `Incident ${index}`));
  });

  test("filters by everything it offers, together", async () => {
    const service = await aService("checkout");
    await anIncident(ada, { title: "Checkout", severity: "SEV1", services: [service] });
    await anIncident(bo, { title: "Drill", severity: "SEV1", kind: "drill" });
    await anIncident(bo, { title: "Slow", severity: "SEV3" });
    await indexAll();
    expect(await titles(ada, { severity: ["SEV1"] })).toEqual(["Drill", "Checkout"]);
    expect(await titles(ada, { severity: ["SEV1"], kind: ["real"] })).toEqual(["Checkout"]);
    expect(await titles(ada, { service: [service] })).toEqual(["Checkout"]);
    expect(await titles(ada, { commander: bo.person.id })).toEqual(["Slow", "Drill"]);
    expect(await titles(ada, { isMine: true })).toEqual(["Checkout"]);
    expect(await titles(ada, { state: "ended" })).toEqual([]);
    expect(await titles(ada, { q: "dril", severity: ["SEV3"] })).toEqual([]);
  });

  test("never shows a private incident to others, whatever they ask", async () => {
    await anIncident(ada, { title: "Secret breach", visibility: "private" });
    const reference = await anIncident(ada, { title: "Secret too", visibility: "private", members: [bo.person.id] });
    await indexAll();
    expect(await titles(ada, { q: "secret" })).toEqual(["Secret too", "Secret breach"]);
    for (const input of [{}, { q: "secret" }, { q: reference.slice(0, 13) }, { state: "all" as const }])
      expect(await titles(bo, input), JSON.stringify(input)).toEqual(["Secret too"]);
    expect(await titles(await testPerson({ role: "admin" }), { q: "breach" })).toEqual([]);
  });

  test("finds by words of title, summary, service and notes, by their beginnings, and by reference", async () => {
    const service = await aService("ledger");
    const reference = await anIncident(ada, { title: "Charges time out", summary: "Pool exhausted", services: [service] });
    await anIncident(ada, { title: "Other" });
    await addNote(ada, AddNote.parse({ reference, text: "Rolled back v2.81.0, *gateway* is fine" }));
    await indexAll();
    for (const q of ["charg", "exhausted pool", "ledg", "gateway rolled", reference, reference.toLowerCase(), "TIME out"])
      expect(await titles(bo, { q }), q).toEqual(["Charges time out"]);
    expect(await titles(bo, { q: "charges nothing" })).toEqual([]);
  });

  test("answers the same for rare and for common words of a long history", async () => {
    await aLongHistory(4_000);
    expect((await titles(ada, { q: "outage", state: "all", limit: 3 })).join()).toBe("Payments 4000,Search 3999,Search 3998");
    expect((await titles(ada, { q: "outage payments", state: "all", limit: 3 })).join()).toBe("Payments 4000,Payments 3990,Payments 3980");
    expect((await titles(ada, { q: "payments", state: "all", limit: 2 })).join()).toBe("Payments 4000,Payments 3990");
    expect(await titles(ada, { q: "outage" })).toEqual([]);
    expect((await titles(ada, { q: "INC-2020", state: "all", limit: 2 })).join()).toBe("Payments 4000,Search 3999");
    expect(await titles(ada, { q: "INC-2020-0102", state: "all" })).toEqual([]);
    expect(await titles(ada, { q: "INC-2020-0101-77", state: "all" })).toContain("Search 77");
    for (const q of ["INC-9999-9999", "INC-0000-0000-000", "INC-2020-1399", "INC-99999"])
      expect(await titles(ada, { q, state: "all" }), q).toEqual([]);
  });
});
