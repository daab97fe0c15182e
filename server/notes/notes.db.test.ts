import { beforeEach, describe, expect, test } from "vitest";
import { AddNote, AmendNote, MarkEntry, MergeIncident, RetractNote } from "#lib/contracts/incident-commands.ts";
import { mergeIncident } from "#server/incidents/index.ts";
import { db } from "#server/platform/db.ts";
import type { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { jobsIn, resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, kindsOf, logOf, refusal, storedIncident } from "#server/testing/incident.ts";
import { readEntry, readPage, verifyIncident } from "#server/timeline/index.ts";
import { addNote, amendNote, markEntry, readNoteHistory, retractNote } from "./index.ts";

let ada: Someone;
let bo: Someone;
let reference: string;
beforeEach(async () => {
  await resetDatabase();
  [ada, bo] = [await testPerson({ name: "Ada" }), await testPerson({ name: "Bo" })];
  reference = await anIncident(ada);
});

const note = (by: Someone, text: string, rest: object = {}) => addNote(by, AddNote.parse({ reference, text, ...rest }));
const amend = (by: Someone, entry: number, text: string, expected?: string) => amendNote(by, AmendNote.parse({ reference, entry, text, expected }));
const retract = (by: Someone, entry: number, isRetracted = true) => retractNote(by, RetractNote.parse({ reference, entry, isRetracted }));
const mark = (by: Someone, entry: number, rest: object) => markEntry(by, MarkEntry.parse({ reference, entry, ...rest }));
const standing = async (seq: number) => readEntry(db(), (await storedIncident(reference)).id, seq);

describe("adding a note", () => {
  test("sent again and again, also at once, stands once and answers the same", async () => {
    const id = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => note(bo, "Pool is full", { id })));
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    expect((await kindsOf(reference)).filter((kind) => kind === "note")).toHaveLength(1);
    expect(await note(bo, "Pool is full", { id })).toMatchObject({ fact: { kind: "note", text: "Pool is full" } });
  });

  test("the same id of somebody else is another note; on another incident it is refused", async () => {
    const id = newId();
    await note(bo, "One", { id });
    await note(ada, "Two", { id });
    expect((await kindsOf(reference)).filter((kind) => kind === "note")).toHaveLength(2);
    reference = await anIncident(ada);
    expect((await refusal(note(bo, "One", { id }))).code).toBe("conflict");
  });

  test("keeps three clocks apart, and none in the future", async () => {
    const clocks = { occurredAt: "2026-01-01T10:00:00Z", visibleAt: "2026-01-01T10:02:00Z", seenAt: "2026-01-01T10:05:00Z" };
    const entry = await note(bo, "Late", clocks);
    expect(entry).toMatchObject({
      occurredAt: "2026-01-01T10:00:00.000Z",
      visibleAt: "2026-01-01T10:02:00.000Z",
      seenAt: "2026-01-01T10:05:00.000Z",
    });
    expect(Date.parse(entry.recordedAt)).toBeGreaterThan(Date.parse("2026-06-01T00:00:00Z"));
    expect((await refusal(note(bo, "Soon", { occurredAt: new Date(Date.now() + 3_600_000).toISOString() }))).code).toBe("order_violation");
  });

  test("tells the people it mentions, not its author, and knows no others", async () => {
    const { fact } = await note(bo, `@${ada.person.handle} @${bo.person.handle} @nobody`);
    expect(fact).toMatchObject({ mentions: [{ name: "Ada" }, { name: "Bo" }] });
    expect((await jobsIn()).map(({ data }) => data.userIds)).toEqual([[ada.person.id]]);
  });

  test("carries files of this incident only", async () => {
    const { id: incidentId } = await storedIncident(reference);
    const file = { name: "pool.png", type: "image/png", bytes: 3, sha256: "ab", uploadedBy: ada.person.id, createdAt: new Date() };
    const own = await db().attachment.create({ data: { id: newId(), incidentId, ...file } });
    const foreign = await db().attachment.create({ data: { id: newId(), incidentId: newId(), ...file } });
    expect((await note(ada, "See", { attachments: [own.id] })).fact).toMatchObject({ attachments: [{ id: own.id, name: "pool.png", bytes: 3 }] });
    expect((await refusal(note(ada, "See", { attachments: [foreign.id] }))).code).toBe("not_found");
  });

  test("forty at once on one incident stand in forty seqs without a gap", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => testPerson()));
    const { lastSeq, id } = await storedIncident(reference);
    const entries = await Promise.all(Array.from({ length: 40 }, (_, index) => note(people[index % 5] ?? ada, `Note ${index}`)));
    expect(entries.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => lastSeq + 1 + index));
    expect((await verifyIncident(id)).problems).toEqual([]);
    const times = (await logOf(reference)).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted());
  });
});

describe("amending and retracting", () => {
  test("is for the author and for who commands", async () => {
    const { seq } = await note(bo, "Poll is full");
    const cy = await testPerson();
    expect((await refusal(amend(cy, seq, "x"))).code).toBe("forbidden");
    expect((await refusal(retract(cy, seq))).code).toBe("forbidden");
    await amend(bo, seq, "Pool is full");
    await amend(ada, seq, "The pool is full");
    await retract(await testPerson({ role: "admin" }), seq);
    expect((await standing(seq))?.annotation).toMatchObject({ text: "The pool is full", isRetracted: true });
  });

  test("keeps the original and every version, with who and when", async () => {
    const { seq } = await note(bo, "One");
    await amend(bo, seq, "Two", "One");
    await amend(ada, seq, "Three", "Two");
    await retract(bo, seq);
    await retract(bo, seq, false);
    const history = await readNoteHistory(ada, { reference, entry: seq });
    expect(history.map(({ action, text, by }) => [action, text, by.name])).toEqual([
      ["written", "One", "Bo"],
      ["edited", "Two", "Bo"],
      ["edited", "Three", "Ada"],
      ["retracted", null, "Bo"],
      ["restored", null, "Bo"],
    ]);
    expect((await standing(seq))?.fact).toMatchObject({ text: "One" });
    expect((await refusal(readNoteHistory(ada, { reference, entry: 1 }))).code).toBe("not_found");
  });

  test("shows both texts when somebody else was faster", async () => {
    const { seq } = await note(bo, "One");
    await amend(ada, seq, "Two", "One");
    const refused = await refusal(amend(bo, seq, "Zwei", "One"));
    expect((refused as ConflictError).conflict).toMatchObject({ field: "note", yours: "Zwei", theirs: "Two", by: "Ada" });
  });

  test("tells only people who were not mentioned before", async () => {
    const cy = await testPerson({ name: "Cy" });
    const { seq } = await note(bo, `@${ada.person.handle}`);
    await amend(bo, seq, `@${ada.person.handle} @${cy.person.handle}`);
    expect((await jobsIn()).map(({ data }) => data.userIds)).toEqual([[ada.person.id], [cy.person.id]]);
  });

  test("changes nothing when nothing changes, and nothing but notes", async () => {
    const { seq } = await note(bo, "One");
    expect(await amend(bo, seq, "One", "Other")).toEqual({ seq });
    expect(await retract(bo, seq, false)).toEqual({ seq });
    await retract(bo, seq);
    expect((await refusal(amend(bo, seq, "Two"))).message).toContain("Restore it");
    expect((await refusal(amend(ada, 1, "x"))).message).toContain("is not a note");
    expect((await refusal(amend(ada, 999, "x"))).code).toBe("not_found");
  });
});

describe("marking entries", () => {
  test("pins, stars and tags any entry, recording only what differs", async () => {
    await mark(bo, 1, { isPinned: true, tags: ["mitigation", "detection", "mitigation"] });
    await mark(bo, 1, { isPinned: true, isStarred: true, tags: ["detection", "mitigation"] });
    expect((await logOf(reference)).slice(-2).map(({ fact }) => fact)).toEqual([
      { kind: "marked", entry: 1, isPinned: true, tags: ["detection", "mitigation"] },
      { kind: "marked", entry: 1, isStarred: true },
    ]);
    const { lastSeq, id } = await storedIncident(reference);
    expect(await mark(bo, 1, { isPinned: true })).toEqual({ seq: lastSeq });
    expect((await readPage(db(), id, { limit: 10, isPinned: true })).items.map(({ seq }) => seq)).toEqual([1]);
    expect((await refusal(mark(bo, lastSeq, { isPinned: true }))).message).toContain("Mark that entry instead");
    expect((await refusal(mark(bo, 999, { isPinned: true }))).code).toBe("not_found");
    await mark(bo, 1, { isPinned: false, tags: [] });
    expect((await standing(1))?.annotation).toMatchObject({ isPinned: false, isStarred: true, tags: [] });
  });

  test("is over when the incident is merged", async () => {
    await mergeIncident(ada, MergeIncident.parse({ reference, into: await anIncident(ada) }));
    expect((await refusal(mark(ada, 1, { isPinned: true }))).code).toBe("conflict");
  });
});
