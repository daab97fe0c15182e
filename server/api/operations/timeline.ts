import { z } from "zod";
import { Reference } from "#lib/contracts/ids.ts";
import * as input from "#lib/contracts/incident-commands.ts";
import { RoomState } from "#lib/contracts/room.ts";
import { Instant } from "#lib/contracts/text.ts";
import { FACT_KINDS, type FactKind, TimelineEntry } from "#lib/contracts/timeline.ts";
import { Changed, operation } from "./define.ts";

const entry = { entry: z.coerce.number<number | string>().int().positive().meta({ description: "The entry's seq" }) };

const Log = z.object({
  reference: Reference,
  after: z.number().int().min(0).default(0).meta({ description: "The seq after which to begin" }),
  kind: z
    .array(z.enum(FACT_KINDS as [FactKind, ...FactKind[]]))
    .max(40)
    .default([]),
  limit: z.number().int().min(1).max(1000).default(200),
  cursor: z.string().max(20).optional(),
});

const NoteVersion = z.looseObject({ text: z.string().nullable() });

export const timelineOperations = [
  operation("add_note", {
    about: "Write a note on the timeline, in Markdown; @handle mentions a person.",
    http: "POST /incidents/{reference}/notes",
    permission: "incident.write",
    risk: "write",
    calls: ["notes.add"],
    input: input.AddNote,
    output: TimelineEntry,
    status: 201,
    words: ["reference", "text"],
    example: { reference: "", text: "The pool is full" },
    run: ({ api }, given) => api.notes.add(given),
  }),
  operation("amend_note", {
    about: "Correct a note. The original stays readable.",
    http: "PATCH /incidents/{reference}/notes/{entry}",
    permission: "incident.write",
    risk: "write",
    calls: ["notes.amend"],
    input: input.AmendNote.extend(entry),
    output: Changed,
    words: ["reference", "entry", "text"],
    example: { reference: "", entry: 0, text: "The pool was full" },
    run: ({ api }, given) => api.notes.amend(given),
  }),
  operation("retract_note", {
    about: "Take a note back, or bring it back. The original stays readable.",
    http: "DELETE /incidents/{reference}/notes/{entry}",
    permission: "incident.write",
    risk: "write",
    calls: ["notes.retract"],
    input: input.RetractNote.extend(entry),
    output: Changed,
    words: ["reference", "entry"],
    example: { reference: "", entry: 0 },
    run: ({ api }, given) => api.notes.retract(given),
  }),
  operation("mark_entry", {
    title: "Mark an entry",
    about: "Pin an entry, star it for the postmortem, or tag it.",
    http: "POST /incidents/{reference}/timeline/{entry}/marks",
    permission: "incident.write",
    risk: "write",
    calls: ["notes.mark"],
    input: input.MarkEntry.extend(entry),
    output: Changed,
    words: ["reference", "entry"],
    example: { reference: "", entry: 0, isStarred: true },
    run: ({ api }, given) => api.notes.mark(given),
  }),
  operation("get_timeline", {
    title: "Read the timeline",
    about: "Read the timeline in the order it was recorded, from after a seq on; some kinds only, if wanted.",
    http: "GET /incidents/{reference}/timeline",
    permission: "incident.read",
    risk: "read",
    calls: ["room.log", "room.entries"],
    input: Log,
    output: z.object({ items: z.array(TimelineEntry), nextCursor: z.string().nullable() }),
    words: ["reference"],
    run: async ({ api }, { reference, after, kind, limit, cursor }) => {
      const begin = cursor && /^\d{1,9}$/.test(cursor) ? Number(cursor) : after;
      const entries = await api.room.log({ reference, after: begin, limit });
      const items = kind.length === 0 ? entries : entries.filter(({ fact }) => kind.includes(fact.kind));
      return { items, nextCursor: entries.length === limit ? String(entries.at(-1)?.seq) : null };
    },
  }),
  operation("get_note_history", {
    title: "Read the versions of a note",
    about: "Read every version of a note.",
    http: "GET /incidents/{reference}/notes/{entry}",
    permission: "incident.read",
    risk: "read",
    calls: ["room.noteHistory"],
    input: input.ReadNoteHistory.extend(entry),
    output: z.object({ items: z.array(NoteVersion) }),
    words: ["reference", "entry"],
    example: { reference: "", entry: 0 },
    run: async ({ api }, given) => ({ items: (await api.room.noteHistory(given)).map((version) => ({ ...version })) }),
  }),
  operation("replay_incident", {
    title: "Read the incident as it was",
    about: "Read an incident as it was: at an instant, or after a seq.",
    http: "GET /incidents/{reference}/state",
    permission: "incident.read",
    risk: "read",
    calls: ["room.replay"],
    input: z.object({ reference: Reference, at: z.union([z.coerce.number<number | string>().int().min(1), Instant]) }),
    output: RoomState,
    words: ["reference", "at"],
    example: { reference: "", at: 1 },
    run: ({ api }, given) => api.room.replay(given),
  }),
] as const;
