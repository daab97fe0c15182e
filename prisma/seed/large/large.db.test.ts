import { beforeAll, describe, expect, test } from "vitest";
import { ListIncidents } from "#lib/contracts/board.ts";
import { Reference } from "#lib/contracts/ids.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { RoomState } from "#lib/contracts/room.ts";
import { Fact } from "#lib/contracts/timeline.ts";
import { listIncidents } from "#server/board/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { jobsIn, testPerson } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { brokenRules, brokenTables } from "#server/testing/invariants.ts";
import { prove } from "../common/prove.ts";
import { sowLarge } from "./index.ts";

const INCIDENTS = 300;
const ENTRIES = 1_200;
/** The same chances fall alike only before the same now. */
const now = Date.parse("2026-11-23T12:00:00Z");
const wish = { now, incidents: INCIDENTS, entries: ENTRIES, sizes: { people: 12, teams: 3, services: 20 } };

describe("the large seed", () => {
  beforeAll(() => sowLarge({ ...wish, isAdding: false }));

  test("leaves as many incidents and entries as wished, one of them long and open", async () => {
    expect(await db().incident.count()).toBe(INCIDENTS);
    const long = await db().incident.findFirstOrThrow({ orderBy: { lastSeq: "desc" } });
    expect(long).toMatchObject({ lastSeq: ENTRIES, severity: "SEV1", phase: "investigating" });
  });

  test("leaves every log, state, chain, reference and search document sound", async () => {
    const { incidents, entries } = await prove({ sample: INCIDENTS });
    expect(incidents).toBe(INCIDENTS);
    expect(entries).toBe(await db().timelineEvent.count());
  });

  test("obeys every rule of a room, and the tables beside the states say the same", async () => {
    const rows = await db().incident.findMany({ select: { reference: true, state: true } });
    const broken = rows.flatMap(({ reference, state }) => brokenRules(RoomState.parse(state)).map((rule) => `${reference}: ${rule}`));
    expect(broken).toEqual([]);
    expect(await brokenTables()).toEqual([]);
    expect(rows.every(({ reference }) => Reference.parse(reference) === reference)).toBe(true);
  });

  test("records only facts of the contract, none before its incident was declared or after now", async () => {
    const events = await db().timelineEvent.findMany({ include: { incident: { select: { declaredAt: true } } } });
    for (const { kind, payload } of events) Fact.parse({ kind, ...(payload as object) });
    expect(events.filter(({ recordedAt, incident }) => recordedAt < incident.declaredAt || recordedAt.getTime() > now)).toEqual([]);
  });

  test("has every phase that time leads to, merges, private ones, exercises, and five years of days", async () => {
    const rows = await db().incident.findMany({ select: { phase: true, kind: true, visibility: true, declaredAt: true } });
    const seen = new Set(rows.flatMap(({ phase, kind, visibility }) => [phase, kind, visibility]));
    for (const value of ["closed", "resolved", "declined", "cancelled", "merged", "real", "drill", "test", "retrospective", "normal", "private"])
      expect(seen).toContain(value);
    expect(rows.filter(({ phase }) => isActivePhase(phase as RoomState["phase"])).length).toBeLessThan(INCIDENTS / 10);
    const oldest = Math.min(...rows.map(({ declaredAt }) => declaredAt.getTime()));
    expect(now - oldest).toBeGreaterThan(4.9 * 365 * 86_400_000);
  });

  test("can be searched by its notes, and tells nobody of its history", async () => {
    const found = await listIncidents(systemCtx(), ListIncidents.parse({ q: "rolled back", state: "all" }));
    expect(found.items.length).toBeGreaterThan(3);
    expect((await jobsIn()).length).toBe(0);
  });

  test("refuses to stand beside other incidents unless that is meant, and then goes on with their references", async () => {
    await anIncident(await testPerson());
    await expect(sowLarge({ ...wish, isAdding: false })).rejects.toThrow(/holds 301 incidents already.*--add/s);
    await sowLarge({ ...wish, incidents: 40, entries: 30, isAdding: true });
    expect((await prove({ sample: 1_000 })).incidents).toBe(INCIDENTS + 1 + 40);
  });
});
