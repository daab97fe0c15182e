import { beforeEach, describe, expect, test } from "vitest";
import { AddNote, AmendNote, ChangeStatus, EditIncident, RetractNote } from "#lib/contracts/incident-commands.ts";
import { changeStatus, editIncident } from "#server/incidents/index.ts";
import { addNote, amendNote, retractNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, storedIncident } from "#server/testing/incident.ts";
import { readEntries, readPage, replay } from "./index.ts";

let ada: Someone;
let reference: string;
let id: string;
beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  reference = await anIncident(ada);
  id = (await storedIncident(reference)).id;
});

const note = (text: string, occurredAt?: string) => addNote(ada, AddNote.parse({ reference, text, occurredAt }));
const page = (filter: Partial<Parameters<typeof readPage>[2]>) => readPage(db(), id, { limit: 100, ...filter });
const texts = async (q: string) => (await page({ q })).items.map(({ fact, seq }) => (fact.kind === "note" ? fact.text : seq));

describe("the log", () => {
  test("is read in order after a seq, annotations as facts of their own", async () => {
    const { seq } = await note("One", "2026-01-01T00:00:00Z");
    await amendNote(ada, AmendNote.parse({ reference, entry: seq, text: "Two" }));
    const entries = await readEntries(db(), id, { after: 3, limit: 10 });
    expect(entries.map(({ seq, fact, annotation }) => [seq, fact.kind, annotation])).toEqual([
      [4, "note", null],
      [5, "amended", null],
    ]);
    expect((await readEntries(db(), id, { after: 3, limit: 1 })).map(({ seq }) => seq)).toEqual([4]);
  });
});

describe("a page for display", () => {
  test("stands by when things happened, newest first, each entry as it reads now", async () => {
    const { seq } = await note("Erly", "2026-01-01T00:00:00Z");
    await amendNote(ada, AmendNote.parse({ reference, entry: seq, text: "Early" }));
    const { items } = await page({});
    expect(items.map((entry) => entry.seq)).toEqual([3, 2, 1, 4]);
    expect(items.at(-1)).toMatchObject({ fact: { text: "Erly" }, annotation: { text: "Early", editedBy: "Ada" } });
    expect((await page({ kinds: ["amended"] })).items.map(({ fact }) => fact.kind)).toEqual(["amended"]);
    expect((await page({ kinds: ["note", "role"] })).items.map((entry) => entry.seq)).toEqual([2, 4]);
  });

  test("goes on at its cursor without gap or repetition, also among equal times", async () => {
    for (let index = 0; index < 20; index += 1) await note(`Note ${index}`, index % 2 ? "2026-01-01T00:00:00Z" : undefined);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await page({ limit: 3, cursor });
      seen.push(...items.map(({ seq }) => seq));
      cursor = nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(23);
    expect(new Set(seen).size).toBe(23);
  });

  test("finds words by their beginning in texts as first written and as they read now, and in names", async () => {
    const { seq } = await note("Der Connection-Pool ist voll");
    await amendNote(ada, AmendNote.parse({ reference, entry: seq, text: "Queue überlaufen" }));
    expect(await texts("pool conn")).toEqual(["Der Connection-Pool ist voll"]);
    expect(await texts("ÜBERL")).toEqual(["Der Connection-Pool ist voll"]);
    expect(await texts("text")).toEqual([]);
    expect(await texts("kind payload seq")).toEqual([]);
    expect(await texts("ada")).toHaveLength(4);
    expect(await texts("'); % _ \\")).toHaveLength(4);
  });
});

describe("replay", () => {
  test("gives the room as it was after each seq and at each time", async () => {
    const states = [await replay(db(), id, 1), await replay(db(), id, 2)];
    expect(states.map((room) => room?.assignments.length)).toEqual([0, 1]);
    await shiftClock(3_600_000);
    await editIncident(ada, EditIncident.parse({ reference, title: { to: "Payments fail" } }));
    const { seq } = await note("One");
    await shiftClock(7_200_000);
    await changeStatus(ada, ChangeStatus.parse({ reference, to: "identified" }));
    await retractNote(ada, RetractNote.parse({ reference, entry: seq }));
    const now = Date.now();
    const at = async (hours: number) => replay(db(), id, new Date(now + hours * 3_600_000).toISOString());
    expect([(await at(0.5))?.title, (await at(1.5))?.title, (await at(1.5))?.phase, (await at(2.5))?.phase]).toEqual([
      "Checkout fails",
      "Payments fail",
      "investigating",
      "identified",
    ]);
    expect(await at(-1)).toBeNull();
    const { room, lastSeq } = await storedIncident(reference);
    expect(await replay(db(), id, lastSeq)).toEqual(room);
    expect(await replay(db(), id, 1_000_000)).toEqual(room);
  });
});

describe("ten thousand entries", () => {
  beforeEach(async () => {
    await db().$executeRaw`
      INSERT INTO timeline_event (incident_id, seq, kind, payload, actor, occurred_at, recorded_at)
      SELECT ${id}::uuid, n, 'note', jsonb_build_object('text', 'Note number ' || n, 'mentions', '[]'::jsonb, 'attachments', '[]'::jsonb), actor,
        occurred_at + n * interval '1 second', recorded_at FROM timeline_event, generate_series(4, 10000) n WHERE incident_id = ${id}::uuid AND seq = 1`;
    await db().$executeRaw`ANALYZE timeline_event`;
  });

  test("are paged by the index, however deep", async () => {
    const [first] = (await page({ limit: 100 })).items;
    expect(first?.seq).toBe(10_000);
    const middle = await page({ limit: 1, q: "5000" });
    expect(middle.items[0]?.seq).toBe(5_000);
    for (const before of ["2099-01-01", middle.items[0]?.occurredAt ?? ""]) {
      const plan = await db().$queryRaw<{ "QUERY PLAN": [{ Plan: object }] }[]>`
        EXPLAIN (ANALYZE, FORMAT JSON) SELECT e.seq, e.payload, a.annotation FROM timeline_event e
        LEFT JOIN entry_annotation a ON a.incident_id = e.incident_id AND a.seq = e.seq
        WHERE e.incident_id = ${id}::uuid AND NOT e.kind = ANY(${["amended", "retracted", "marked"]}) AND (e.occurred_at, e.seq) < (${new Date(before)}, 10001)
        ORDER BY e.occurred_at DESC, e.seq DESC LIMIT 101`;
      const text = JSON.stringify(plan[0]?.["QUERY PLAN"][0]?.Plan);
      expect(text).toContain("timeline_event_incident_id_occurred_at_seq_idx");
      expect(text).not.toContain('"Sort"');
      expect(text).not.toContain("Seq Scan");
    }
  });

  test("are replayed and searched to their end", async () => {
    expect((await replay(db(), id, 10_000))?.title).toBe("Checkout fails");
    expect((await page({ q: "nothing like this" })).items).toEqual([]);
  });
});
