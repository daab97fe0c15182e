import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { openClock } from "./clock.ts";

// The clock names the sessions in DATABASE_URL, so it comes before everything that reads that.
const folder = mkdtempSync(join(tmpdir(), "muster-demo-"));
process.env.MUSTER_DATA_DIR = folder;
const clock = await openClock(process.env.DATABASE_URL ?? "");
const { sowDemo } = await import("./index.ts");
const { readStories } = await import("./stories.ts");
const { db } = await import("#server/platform/db.ts");
const { brokenRules, brokenTables } = await import("#server/testing/invariants.ts");
const { jobsIn } = await import("#server/testing/database.ts");
const { isPasswordOf } = await import("#server/auth/password.ts");
const { findIncident } = await import("#server/incidents/index.ts");
const { concludeInvestigation, gatherEvidence, openInvestigation } = await import("#server/investigations/index.ts");
const { listIncidents } = await import("#server/board/index.ts");
const { loadSchedules } = await import("#server/oncall/index.ts");
const { gaps } = await import("#lib/oncall/index.ts");
const { replay } = await import("#server/timeline/index.ts");
const { personCtx, systemCtx } = await import("#server/platform/ctx.ts");
const { ListIncidents } = await import("#lib/contracts/board.ts");

const PASSWORD = "a garden full of nettles";
const DAY_MS = 86_400_000;
const begun = Date.now();

beforeAll(() => sowDemo(clock, { isAdding: false, password: PASSWORD }));
afterAll(async () => {
  await clock.close();
  rmSync(folder, { recursive: true, force: true });
});

const rooms = async () => (await db().incident.findMany({ orderBy: { declaredAt: "asc" } })).map((row) => ({ ...row, room: row.state as RoomState }));

async function ctxOf(handle: string) {
  const { id, name, email, role } = await db().user.findUniqueOrThrow({ where: { handle } });
  return personCtx({ id, name, handle, email, role: role as "admin" });
}

describe("the demo", () => {
  test("makes a company with people who can sign in, teams and services", async () => {
    const counts = await db().user.groupBy({ by: ["role"], _count: true, orderBy: { role: "asc" } });
    expect(counts.map(({ role, _count }) => [role, _count])).toEqual([
      ["admin", 2],
      ["responder", 9],
      ["viewer", 3],
    ]);
    const { id } = await db().user.findUniqueOrThrow({ where: { handle: "priya" } });
    expect(await isPasswordOf(id, PASSWORD)).toBe(true);
    expect([await db().team.count(), await db().service.count()]).toEqual([5, 17]);
  });

  test("has somebody on call for it at each hour of this month", async () => {
    const schedules = await loadSchedules(
      db(),
      (await db().oncallSchedule.findMany({ orderBy: { slug: "asc" } })).map(({ id }) => id),
    );
    expect(schedules.map(({ slug }) => slug)).toEqual(["payments", "platform"]);
    const [from, to] = [begun - 30 * DAY_MS, begun + 30 * DAY_MS].map((at) => new Date(at).toISOString());
    for (const schedule of schedules) expect(gaps(schedule, from ?? "", to ?? "")).toEqual([]);
  });

  test("tells forty incidents of all kinds, severities and ends, three of them open and one of those a SEV1 at work", async () => {
    const all = await rooms();
    expect(all).toHaveLength(40);
    const seen = new Set(all.flatMap(({ kind, severity, phase, visibility }) => [kind, severity, phase, visibility]));
    for (const value of ["real", "drill", "test", "retrospective", "SEV1", "SEV2", "SEV3", "SEV4", "triage", "monitoring", "mitigating"])
      expect(seen).toContain(value);
    for (const value of ["resolved", "review", "closed", "declined", "cancelled", "merged", "private"]) expect(seen).toContain(value);
    const open = all.filter(({ phase }) => isActivePhase(phase as RoomState["phase"]));
    expect(open).toHaveLength(3);
    const lively = open.find(({ severity }) => severity === "SEV1");
    expect(begun - (lively?.activityAt.getTime() ?? 0)).toBeLessThan(5 * 60_000);
  });

  test("spreads them over thirty days by the moved clock, in the order of their references, none in the future", async () => {
    const all = await rooms();
    const age = begun - (all[0]?.declaredAt.getTime() ?? 0);
    expect(age).toBeGreaterThan(29 * DAY_MS);
    expect(all.map(({ reference }) => reference)).toEqual(all.map(({ reference }) => reference).toSorted());
    const late = await db().timelineEvent.count({
      where: { OR: [{ recordedAt: { gt: new Date(begun + 60_000) } }, { occurredAt: { gt: new Date(begun + 60_000) } }] },
    });
    expect(late).toBe(0);
  });

  test("obeys every rule, and the tables beside the states say the same", async () => {
    const broken = (await rooms()).flatMap(({ reference, room }) => brokenRules(room).map((rule) => `${reference}: ${rule}`));
    expect(broken).toEqual([]);
    expect(await brokenTables()).toEqual([]);
  });

  test("leaves every line of every story on a timeline", async () => {
    const kinds = new Set((await db().timelineEvent.groupBy({ by: ["kind"] })).map(({ kind }) => kind));
    const expected = [
      "declared",
      "edited",
      "status",
      "severity",
      "services",
      "impact",
      "interval",
      "timestamp",
      "role",
      "handover",
      "task",
      "note",
      "amended",
      "marked",
    ];
    for (const kind of [...expected, "link", "watcher", "access", "relation", "merged", "absorbed", "unmerged", "released", "update", "field"])
      expect(kinds).toContain(kind);
    const lines = readStories().reduce((sum, story) => sum + story.lines.length, 0);
    expect(await db().timelineEvent.count()).toBeGreaterThan(lines);
  });

  test("can be searched, replayed and is private where it should be", async () => {
    const found = await listIncidents(systemCtx(), ListIncidents.parse({ q: "certificate", state: "all" }));
    expect(found.items.map(({ title }) => title)).toContain("Browsers refuse the shop: certificate of brambleway.example expired");
    const [secret] = (await rooms()).filter(({ visibility }) => visibility === "private");
    if (!secret) throw new Error("Nothing is private.");
    await expect(findIncident(await ctxOf("tomas"), secret.reference)).rejects.toThrow(/no incident/);
    expect((await findIncident(await ctxOf("aisha"), secret.reference)).id).toBe(secret.id);
    const outage = (await rooms()).find(({ title }) => title.startsWith("Browsers refuse"));
    if (!outage) throw new Error("The outage is missing.");
    const then = await replay(db(), outage.id, new Date(outage.declaredAt.getTime() + 35 * 60_000).toISOString());
    expect(then).toMatchObject({ phase: "mitigating", intervals: [{ share: 0.33, endedAt: null }] });
  });

  test("keeps its files on disk, tells people at the time of the deed, and leaves no work behind", async () => {
    const files = await db().attachment.findMany();
    expect(files.length).toBeGreaterThan(15);
    expect(files.every(({ claimedAt }) => claimedAt !== null)).toBe(true);
    expect(await jobsIn()).toEqual([]);
    const [odd] = await db().$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM notification n JOIN timeline_event e USING (incident_id, seq) WHERE n.created_at <> e.recorded_at`;
    expect(Number(odd?.count)).toBe(0);
    expect(await db().notification.count({ where: { readAt: null } })).toBeGreaterThan(5);
  });

  test("refuses to be told twice unless that is meant, and keeps people and passwords then", async () => {
    await expect(sowDemo(clock, { isAdding: false, password: null })).rejects.toThrow(/40 incidents already/);
    await sowDemo(clock, { isAdding: true, password: "another one entirely" });
    expect([await db().incident.count(), await db().user.count(), await db().service.count(), await db().oncallSchedule.count()]).toEqual([
      80, 14, 17, 2,
    ]);
    const { id } = await db().user.findUniqueOrThrow({ where: { handle: "priya" } });
    expect(await isPasswordOf(id, PASSWORD)).toBe(true);
  });
});

describe("an investigation that begins after this month", () => {
  test.each([
    [
      "Reservations wait for row locks since the warehouse import began, checkout gives up",
      ["checkout", "inventory"],
      "Checkout times out while the stock import runs",
    ],
    ["E-mails that confirm orders come hours too late", [], "Order confirmations arrive two hours late"],
    ["The TLS certificate of the storefront is no longer valid", [], "Browsers refuse the shop: certificate of brambleway.example expired"],
    ["Pods of pricing are killed for memory again and again", ["pricing"], "Pricing restarts every forty minutes"],
    ["Events of orders are stuck, the disk of a broker is full", [], "Order events stall: a broker has no disk left"],
    ["Carts of shoppers are empty after they sign in", [], "Cart is empty after signing in"],
    ["Text messages with codes are not delivered by one carrier", [], "Codes by text message do not arrive with one carrier"],
    ["Search returns no results for queries with umlauts", [], "Search finds nothing for words with umlauts"],
    ["Lookups of internal host names time out on some nodes", [], "Internal names time out on two nodes"],
  ])("“%s” is like what happened before", async (question, services, title) => {
    const priya = await ctxOf("priya");
    const { id } = await openInvestigation(priya, { question, reference: null, services, at: null, until: null, run: null });
    await gatherEvidence(priya, { investigation: id, source: "muster" });
    const { similar } = await concludeInvestigation(priya, { investigation: id });
    expect(similar.map((one) => one.title)[0]).toBe(title);
  });
});
