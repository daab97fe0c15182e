import { beforeEach, expect, test } from "vitest";
import { ListIncidents } from "#lib/contracts/board.ts";
import { ExportInsights } from "#lib/contracts/insights.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { listIncidents } from "#server/board/index.ts";
import { createKey } from "#server/keys/index.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService } from "#server/testing/incident.ts";
import { readFile } from "./index.ts";
import { anIncidentThat, aVerdict } from "./testing/some-incidents.ts";

let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  await shiftClock(0);
  [ada, bo] = [await testPerson({ name: "Ada" }), await testPerson({ name: "Bo" })];
});

const lines = async (who: Someone, input: Parameters<typeof ExportInsights.parse>[0]) =>
  (await readFile(who, ExportInsights.parse(input))).content.trimEnd().split("\r\n");

test("the table of groups has a line for each, with times in minutes", async () => {
  await anIncidentThat(ada, { began: 120, detected: 12, mitigated: 30, severity: "SEV2" });
  await anIncident(ada, { severity: "SEV1" });
  const [head, first, second, ...rest] = await lines(ada, {});
  expect(head).toMatch(/^severity,incidents,incidents_before,median_detect_minutes,p90_detect_minutes,/);
  expect(first).toMatch(/^SEV1,1,0,/);
  expect(second).toMatch(/^SEV2,1,0,12,12,/);
  expect(rest).toEqual([]);
});

test("a cell never runs as a formula, and one with commas and quotes stays one cell", async () => {
  await aService("x");
  for (const title of ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", 'Slow, "very" slow']) await anIncident(ada, { title });
  const cells = (await lines(ada, { table: "incidents" })).slice(1).map((line) => /^[^,]+,("(?:[^"]|"")*"|[^,]*),/.exec(line)?.[1]);
  expect(cells.toReversed()).toEqual(["'=HYPERLINK(1)", "'+1", "'-1", "'@SUM(A1)", '"Slow, ""very"" slow"']);
});

test("the incidents of one group are those that the board shows by the same filter", async () => {
  const checkout = await aService("checkout");
  const team = await db().team.create({ data: { id: newId(), slug: "money", name: "Money" } });
  await db().service.update({ where: { id: checkout }, data: { teamId: team.id } });
  const pool = await anIncident(ada, { severity: "SEV1", services: [checkout] });
  await aVerdict(ada, pool, { signature: "connection-pool", service: "checkout", state: "accepted" });
  const disk = await anIncident(ada, { severity: "SEV2" });
  await aVerdict(ada, disk, { signature: "disk-full", state: "accepted" });
  const bare = await anIncident(ada, { severity: "SEV2" });
  const references = async (by: "severity" | "service" | "cause" | "team", key: string) =>
    (await lines(ada, { table: "incidents", by, key })).slice(1).map((line) => line.slice(0, 17));
  const board = async (filter: object) =>
    (await listIncidents(ada, ListIncidents.parse({ state: "all", ...filter }))).items.map(({ reference }) => reference);
  expect(await references("cause", "connection-pool")).toEqual([pool]);
  expect(await board({ cause: ["connection-pool"] })).toEqual([pool]);
  expect(await board({ cause: ["connection-pool"], causeService: "checkout" })).toEqual([pool]);
  expect(await board({ causeService: "ledger" })).toEqual([]);
  expect(await references("cause", "none")).toEqual([bare]);
  expect(await board({ cause: ["none"] })).toEqual([bare]);
  expect(await board({ cause: ["none", "disk-full"] })).toEqual([bare, disk]);
  expect(await references("severity", "SEV2")).toEqual([bare, disk]);
  expect(await references("service", checkout)).toEqual(await board({ service: [checkout] }));
  expect(await references("team", team.id)).toEqual(await board({ team: [team.id] }));
  expect(await board({ team: [team.id] })).toEqual([pool]);
  expect(await references("service", "none")).toEqual([bare, disk]);
  expect(await board({ from: "2000-01-01T00:00:00Z", to: "2001-01-01T00:00:00Z" })).toEqual([]);
});

test("a private incident is in nobody else's file, and a long history is read to its end", async () => {
  await anIncident(ada, { title: "Template", visibility: "private" });
  expect(await lines(bo, { table: "incidents" })).toHaveLength(1);
  await db().$executeRaw`
    INSERT INTO incident (id, reference, title, kind, visibility, phase, severity, state, audit_hash, declared_at, activity_at)
    SELECT gen_random_uuid(), 'INC-X-' || n, 'Old', 'real', 'normal', 'closed', 'SEV3', i.state, i.audit_hash, now() - n * interval '1 second', now()
    FROM generate_series(1, 2500) n, incident i`;
  await db().$executeRaw`INSERT INTO incident_measure (id, declared_at, kind, visibility, phase, severity, services)
    SELECT id, declared_at, kind, visibility, phase, severity, '{}' FROM incident WHERE title = 'Old'`;
  const all = await lines(bo, { table: "incidents" });
  expect(all).toHaveLength(2_501);
  expect(new Set(all).size).toBe(2_501);
});

test("the route sends the file to whoever may read, and says what is wrong with a request", async () => {
  const reference = await anIncident(ada);
  const { token } = await createKey(ada, CreateKey.parse({ name: "Report", isPersonal: true, scopes: ["incident.read"] }));
  const api = await startApi();
  const ask = (query: string) => fetch(`${api.url}/api/insights/export?${query}`, { headers: { authorization: `Bearer ${token}` } });
  try {
    const answer = await ask("table=incidents&severity=SEV2,SEV1");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="insights-incidents-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv"$/);
    expect(await answer.text()).toContain(reference);
    const wrong = await ask("from=yesterday");
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("Give a day as 2026-11-26.")]);
    expect((await fetch(`${api.url}/api/insights/export`)).status).toBe(401);
  } finally {
    await api.close();
  }
});
