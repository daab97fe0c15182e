import { expect, test } from "vitest";
import { foldLog, NO_ANNOTATION } from "#lib/contracts/fold.ts";
import { NO_FIGURES } from "#lib/contracts/incident.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import type { Fact, TimelineEntry } from "#lib/contracts/timeline.ts";
import { appendPage, applyEvent } from "./apply-event.ts";

const minute = (n: number) => new Date(Date.UTC(2026, 10, 23, 14, n)).toISOString();

function entry(seq: number, fact: Fact, occurred = seq): TimelineEntry {
  const actor = { type: "user" as const, id: "u1", name: "Ada" };
  return { seq, occurredAt: minute(occurred), recordedAt: minute(seq), visibleAt: null, seenAt: null, actor, fact, annotation: null };
}

const declared = entry(1, {
  kind: "declared",
  reference: "INC-2026-1123-001",
  title: "Checkout fails",
  summary: "",
  severity: "SEV2",
  phase: "investigating",
  incidentKind: "real",
  visibility: "normal",
  members: [],
  services: [],
  figures: NO_FIGURES,
  fields: {},
  timestamps: {},
  nextUpdateDueAt: null,
});
const note = (seq: number, occurred = seq) => entry(seq, { kind: "note", text: `note ${seq}`, mentions: [], attachments: [] }, occurred);

function viewOf(entries: TimelineEntry[], nextCursor: string | null = null): RoomView {
  const room = foldLog(entries.toSorted((a, b) => a.seq - b.seq));
  if (!room) throw new Error("an empty log has no room");
  const seq = Math.max(...entries.map((one) => one.seq));
  return {
    id: "i1",
    seq,
    now: minute(0),
    room,
    entries,
    nextCursor,
    pinned: [],
    present: [],
    rights: { canWrite: true, canCommand: true, canWatch: true },
  };
}

test("an event that the first paint holds already changes nothing", () => {
  const view = viewOf([note(2), declared]);
  expect(applyEvent(view, note(2))).toBe(view);
});

test("a new entry stands first and moves the cursor", () => {
  const view = applyEvent(viewOf([declared]), note(2));
  expect(view.entries.map(({ seq }) => seq)).toEqual([2, 1]);
  expect(view.seq).toBe(2);
});

test("a late note sorts by when it happened", () => {
  const view = applyEvent(viewOf([note(3), note(2), declared]), note(4, 2));
  expect(view.entries.map(({ seq }) => seq)).toEqual([3, 4, 2, 1]);
});

test("a late note from before the loaded page waits for its page", () => {
  const view = { ...viewOf([note(9), note(8), declared]), nextCursor: "older" };
  const loaded = { ...view, entries: view.entries.slice(0, 2) };
  const after = applyEvent(loaded, note(10, 3));
  expect(after.entries.map(({ seq }) => seq)).toEqual([9, 8]);
  expect(after.seq).toBe(10);
});

test("an amendment changes the note in place and adds no row", () => {
  const amended = entry(3, { kind: "amended", entry: 2, text: "mended", mentions: [] });
  const view = applyEvent(viewOf([note(2), declared]), amended);
  expect(view.entries).toHaveLength(2);
  expect(view.entries[0]?.annotation).toEqual({ ...NO_ANNOTATION, text: "mended", editedAt: minute(3), editedBy: "Ada" });
});

test("a pinned entry shows among the pinned until it is unpinned", () => {
  const pinned = applyEvent(viewOf([note(2), declared]), entry(3, { kind: "marked", entry: 2, isPinned: true }));
  expect(pinned.pinned.map(({ seq }) => seq)).toEqual([2]);
  expect(applyEvent(pinned, entry(4, { kind: "marked", entry: 2, isPinned: false })).pinned).toEqual([]);
});

test("an older page is appended without repeating entries", () => {
  const view = appendPage(viewOf([note(3), note(2), declared], "older"), { items: [note(2), declared], nextCursor: null });
  expect(view.entries.map(({ seq }) => seq)).toEqual([3, 2, 1]);
  expect(view.nextCursor).toBeNull();
});
