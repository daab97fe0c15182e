import { describe, expect, test } from "vitest";
import { deepFreeze } from "../testing/deep-freeze.ts";
import { LASTING_FACTS } from "../testing/lasting-facts.ts";
import {
  ADA,
  anAssignment,
  anInterval,
  aTask,
  BO,
  CHECKOUT,
  CY,
  DECLARED,
  entryOf,
  idOf,
  minutesPast,
  NOON,
  recorded,
  roomAfter,
  SEARCH,
} from "../testing/room.ts";
import { TOLD_FACTS } from "../testing/told.ts";
import { startEscalation } from "./escalation/state.ts";
import { foldAnnotation, foldLog, foldRoom, NO_ANNOTATION } from "./fold.ts";
import { NO_FIGURES } from "./incident.ts";
import { RoomState } from "./room.ts";
import { FACT_KINDS, Fact, type FactKind, type FactOf } from "./timeline.ts";

const link = { id: idOf(31), kind: "chat" as const, label: "#inc", url: "https://chat.example.com/inc" };
const brief = { situation: "Half fixed", investigations: "", tried: "", next: "", blockers: "" };
const other = { id: idOf(41), reference: "INC-2026-1123-002", title: "Search fails" };
const former = { id: other.id, reference: other.reference };
const moved = { services: [SEARCH], watchers: [BO], tasks: [aTask(9)], links: [link] };

const cited = { title: "Users affected", words: "15 %", inputs: "abc", formula: "as reported", asOf: NOON };
const note = { id: idOf(51), kind: "declaration" as const, title: "Incident declared", version: 1, figures: { users_affected: cited } };

const HYPOTHESIS = {
  id: idOf(63),
  investigation: idOf(62),
  statement: "Connections are not given back",
  service: "checkout",
  signature: "connection-pool",
  state: "proposed" as const,
  confidence: 0.9,
  for: [{ text: "The pool ran full", evidence: ["E1"] }],
  against: [],
  test: "List connections by age",
  resultWords: "",
  by: { type: "agent" as const, id: "rca-agent", name: "RCA agent" },
  at: NOON,
  decided: null,
};

const ALERT = { id: idOf(70), title: "5xx above 15 %", source: "Alertmanager", level: "critical" as const, link: null, labels: { team: "shop" } };
const CHANGE = { id: idOf(71), kind: "deploy" as const, service: "checkout", title: "v42", author: "Ada", link: null, at: NOON };

/** One example of each kind, and what it must leave behind. A new kind does not compile without one. */
const EXAMPLES: { [K in FactKind]: { fact: FactOf<K>; after: Partial<RoomState> } } = {
  declared: { fact: DECLARED, after: { title: "Checkout fails", phase: "investigating", severity: "SEV2", nextUpdateDueAt: minutesPast(30) } },
  edited: { fact: { kind: "edited", field: "summary", from: "", to: "It fails" }, after: { summary: "It fails", title: "Checkout fails" } },
  field: { fact: { kind: "field", key: "ticket", label: "Ticket", from: null, to: "A-1" }, after: { fields: { ticket: "A-1" } } },
  status: {
    fact: {
      kind: "status",
      from: "investigating",
      to: "identified",
      reason: null,
      isReopen: false,
      timestamps: { identifiedAt: { at: minutesPast(1), source: "automatic", by: ADA.name }, declaredAt: null },
      nextUpdateDueAt: minutesPast(40),
    },
    after: {
      phase: "identified",
      timestamps: { identifiedAt: { at: minutesPast(1), source: "automatic", by: ADA.name } },
      nextUpdateDueAt: minutesPast(40),
      phases: [
        { value: "investigating", startedAt: NOON, endedAt: minutesPast(1) },
        { value: "identified", startedAt: minutesPast(1), endedAt: null },
      ],
    },
  },
  severity: {
    fact: { kind: "severity", from: "SEV2", to: "SEV1", reason: "Spreading", rule: null, nextUpdateDueAt: minutesPast(16) },
    after: {
      severity: "SEV1",
      nextUpdateDueAt: minutesPast(16),
      severities: [
        { value: "SEV2", startedAt: NOON, endedAt: minutesPast(1) },
        { value: "SEV1", startedAt: minutesPast(1), endedAt: null },
      ],
    },
  },
  services: { fact: { kind: "services", added: [SEARCH], removed: [CHECKOUT] }, after: { services: [SEARCH] } },
  impact: { fact: { kind: "impact", figures: { ...NO_FIGURES, usersPercent: 15 } }, after: { figures: { ...NO_FIGURES, usersPercent: 15 } } },
  interval: { fact: { kind: "interval", action: "opened", interval: anInterval(1), reason: null }, after: { intervals: [anInterval(1)] } },
  timestamp: {
    fact: { kind: "timestamp", name: "detectedAt", from: null, to: { at: NOON, source: "manual", by: ADA.name }, reason: "Graph" },
    after: { timestamps: { ...DECLARED.timestamps, detectedAt: { at: NOON, source: "manual", by: ADA.name } } },
  },
  role: { fact: { kind: "role", assignment: anAssignment(), replaces: null, reason: null }, after: { assignments: [anAssignment()] } },
  handover: {
    fact: { kind: "handover", state: "offered", id: idOf(51), from: ADA, to: BO, brief, readBack: null, assignment: null },
    after: { handover: { id: idOf(51), from: ADA, to: BO, brief, offeredAt: minutesPast(1) } },
  },
  task: { fact: { kind: "task", action: "added", task: aTask(1), before: null }, after: { tasks: [aTask(1)] } },
  note: { fact: { kind: "note", text: "Seen", mentions: [], attachments: [] }, after: {} },
  amended: { fact: { kind: "amended", entry: 1, text: "Seen twice", mentions: [] }, after: {} },
  retracted: { fact: { kind: "retracted", entry: 1, isRetracted: true }, after: {} },
  marked: { fact: { kind: "marked", entry: 1, isPinned: true }, after: {} },
  link: { fact: { kind: "link", action: "added", link }, after: { links: [link] } },
  watcher: { fact: { kind: "watcher", person: BO, isWatching: true }, after: { watchers: [BO] } },
  access: {
    fact: { kind: "access", visibility: "private", members: [ADA, BO], added: [ADA, BO], removed: [] },
    after: { visibility: "private", members: [ADA, BO] },
  },
  relation: {
    fact: { kind: "relation", action: "added", relation: { reference: other.reference, title: other.title, kind: "related" } },
    after: { relations: [{ reference: other.reference, title: other.title, kind: "related" }] },
  },
  merged: { fact: { kind: "merged", into: other, from: "investigating" }, after: { phase: "merged", mergedInto: other, nextUpdateDueAt: null } },
  absorbed: {
    fact: { kind: "absorbed", source: other, moved },
    after: { absorbed: [other], services: [CHECKOUT, SEARCH], watchers: [BO], tasks: [aTask(9)], links: [link] },
  },
  unmerged: {
    fact: { kind: "unmerged", from: former, phase: "investigating", nextUpdateDueAt: minutesPast(33) },
    after: { mergedInto: null, nextUpdateDueAt: minutesPast(33) },
  },
  deadline: {
    fact: {
      kind: "deadline",
      deadline: "update_due",
      subject: "next",
      event: "expired",
      missed: "the next update is overdue",
      dueAt: minutesPast(30),
      tells: [ADA],
    },
    after: {},
  },
  released: { fact: { kind: "released", source: former, moved: { ...moved, services: [CHECKOUT] } }, after: { absorbed: [], services: [] } },
  update: {
    fact: { kind: "update", text: "Working on it", nextUpdateDueAt: minutesPast(31) },
    after: { lastUpdate: { text: "Working on it", at: minutesPast(1), by: ADA.name }, nextUpdateDueAt: minutesPast(31) },
  },
  ...TOLD_FACTS,
  document: {
    fact: { kind: "document", document: { ...note, seq: 1, blocks: [{ kind: "text", text: "{{users_affected}} of users" }] } },
    after: { documents: [note] },
  },
  finding: { fact: { kind: "finding", investigation: idOf(62), text: "The pool ran full", evidence: ["E1"] }, after: {} },
  page: { fact: { kind: "page", escalation: idOf(64), reason: null, isByHand: false, steps: [] }, after: { escalation: null } },
  acknowledgement: {
    fact: { kind: "acknowledgement", escalation: idOf(64), person: ADA, pages: [], answer: "acknowledged", means: "console", settles: true },
    after: { escalation: null },
  },
  escalation: {
    fact: { kind: "escalation", escalation: idOf(64), event: "started", reason: "Needs help", policy: null, page: null, tells: [] },
    after: { escalation: startEscalation(idOf(64), null, minutesPast(1)) },
  },
  hypothesis: { fact: { kind: "hypothesis", action: "proposed", hypothesis: HYPOTHESIS, reason: null }, after: { hypotheses: [HYPOTHESIS] } },
  investigation: {
    fact: { kind: "investigation", investigation: idOf(62), run: idOf(61), cause: "A leak", confidence: 0.9, isSufficient: true, captures: 4 },
    after: {},
  },
  alert: { fact: { kind: "alert", action: "fired", alert: ALERT, more: 0, note: null }, after: {} },
  change: { fact: { kind: "change", change: CHANGE }, after: {} },
  ...LASTING_FACTS,
  agent: { fact: { kind: "agent", run: idOf(61), agent: "incident-commander", state: "done", summary: "2 steps" }, after: {} },
};

describe("folding one fact", () => {
  test.each(FACT_KINDS)("%s leaves behind what it says and nothing else", (kind) => {
    const { fact, after } = EXAMPLES[kind];
    const before = roomAfter();
    const room = fact.kind === "declared" ? before : foldRoom(before, recorded(fact, minutesPast(1)));
    const untouched = Object.keys(before).filter((key) => !(key in after) && !(key === "phases" && "phase" in after)) as (keyof RoomState)[];
    expect(room).toMatchObject(after);
    for (const key of untouched) if (kind !== "unmerged" || key !== "phases") expect(room[key], key).toEqual(before[key]);
  });

  test.each(FACT_KINDS)("%s is a fact by its schema, and the room after it a room", (kind) => {
    const { fact } = EXAMPLES[kind];
    expect(Fact.parse(fact)).toEqual(fact);
    const room = fact.kind === "declared" ? roomAfter() : foldRoom(roomAfter(), recorded(fact, minutesPast(1)));
    expect(RoomState.parse(room)).toEqual(room);
  });

  test("facts that change no state hand back the very same room", () => {
    const room = roomAfter();
    for (const kind of ["note", "amended", "retracted", "marked", "deadline", "agent"] as const)
      expect(foldRoom(room, recorded(EXAMPLES[kind].fact))).toBe(room);
  });

  test("no fact changes the room that it is folded onto", () => {
    for (const kind of FACT_KINDS) {
      const before = deepFreeze(roomAfter());
      if (kind !== "declared") expect(() => foldRoom(before, recorded(EXAMPLES[kind].fact))).not.toThrow();
    }
  });
});

describe("folding several facts", () => {
  test("a log has to begin with declared", () => {
    expect(() => foldRoom(null, recorded(EXAMPLES.note.fact))).toThrow('begins with "declared"');
    expect(foldLog([])).toBeNull();
  });

  test("a released assignment leaves the board", () => {
    const release: Fact = { kind: "role", assignment: anAssignment({ state: "released" }), replaces: anAssignment(), reason: null };
    expect(roomAfter(EXAMPLES.role.fact, release).assignments).toEqual([]);
  });

  test("a changed assignment keeps its place", () => {
    const deputy = anAssignment({ id: idOf(101), role: "deputy", person: BO, state: "paged" });
    const accept: Fact = { kind: "role", assignment: { ...deputy, state: "active" }, replaces: deputy, reason: null };
    const room = roomAfter({ kind: "role", assignment: deputy, replaces: null, reason: null }, EXAMPLES.role.fact, accept);
    expect(room.assignments.map(({ id, state }) => [id, state])).toEqual([
      [deputy.id, "active"],
      [anAssignment().id, "active"],
    ]);
  });

  test("a new holder takes the former one's place in the same fact", () => {
    const next = anAssignment({ id: idOf(102), person: BO });
    expect(roomAfter(EXAMPLES.role.fact, { kind: "role", assignment: next, replaces: anAssignment(), reason: "Away" }).assignments).toEqual([next]);
  });

  test("an accepted hand-over changes the commander and ends the offer", () => {
    const assignment = anAssignment({ id: idOf(103), person: BO });
    const accepted: Fact = { kind: "handover", state: "accepted", id: idOf(51), from: ADA, to: BO, brief: null, readBack: "Understood", assignment };
    const room = roomAfter(EXAMPLES.role.fact, EXAMPLES.handover.fact, accepted);
    expect(room.handover).toBeNull();
    expect(room.assignments).toEqual([assignment]);
  });

  test.each(["declined", "withdrawn"] as const)("a %s hand-over leaves the old commander", (state) => {
    const end: Fact = { kind: "handover", state, id: idOf(51), from: ADA, to: BO, brief: null, readBack: null, assignment: null };
    const room = roomAfter(EXAMPLES.role.fact, EXAMPLES.handover.fact, end);
    expect(room.handover).toBeNull();
    expect(room.assignments).toEqual([anAssignment()]);
  });

  test("tasks stand in the order of their positions", () => {
    const add = (number: number): Fact => ({ kind: "task", action: "added", task: aTask(number), before: null });
    const move: Fact = { kind: "task", action: "changed", task: aTask(3, { position: 0.5 }), before: aTask(3) };
    expect(roomAfter(add(2), add(3), add(1), move).tasks.map(({ title }) => title)).toEqual(["Task 3", "Task 1", "Task 2"]);
  });

  test("setting the same phase again begins no new stretch, a return does", () => {
    const to = (phase: "identified" | "investigating"): Fact => ({ ...EXAMPLES.status.fact, to: phase, timestamps: {} });
    expect(roomAfter(to("identified"), to("investigating")).phases.map(({ value, endedAt }) => [value, endedAt])).toEqual([
      ["investigating", minutesPast(1)],
      ["identified", minutesPast(2)],
      ["investigating", null],
    ]);
  });

  test("an unmerged incident is back in its phase with nothing lost", () => {
    const before = roomAfter(EXAMPLES.role.fact, EXAMPLES.watcher.fact, EXAMPLES.task.fact);
    const after = roomAfter(EXAMPLES.role.fact, EXAMPLES.watcher.fact, EXAMPLES.task.fact, EXAMPLES.merged.fact, EXAMPLES.unmerged.fact);
    expect({ ...after, phases: [], nextUpdateDueAt: null }).toEqual({ ...before, phases: [], nextUpdateDueAt: null });
  });

  test("what was absorbed and released is as before", () => {
    const before = roomAfter(EXAMPLES.link.fact);
    const foreign = { ...moved, links: [{ ...link, id: idOf(32) }] };
    expect(
      roomAfter(EXAMPLES.link.fact, { kind: "absorbed", source: other, moved: foreign }, { kind: "released", source: former, moved: foreign }),
    ).toEqual(before);
  });
});

describe("annotations", () => {
  test("the latest text counts, with who wrote it", () => {
    const first = foldAnnotation(null, EXAMPLES.amended.fact, recorded(EXAMPLES.amended.fact));
    const second = foldAnnotation(first, { ...EXAMPLES.amended.fact, text: "Seen thrice" }, recorded(EXAMPLES.amended.fact, minutesPast(2)));
    expect(second).toEqual({ ...NO_ANNOTATION, text: "Seen thrice", editedAt: minutesPast(2), editedBy: ADA.name });
  });

  test("a mark changes only what it names", () => {
    const pinned = foldAnnotation(null, EXAMPLES.marked.fact, recorded(EXAMPLES.marked.fact));
    const tagged = foldAnnotation(pinned, { kind: "marked", entry: 1, tags: ["mitigation"] }, recorded(EXAMPLES.marked.fact));
    expect(tagged).toEqual({ ...NO_ANNOTATION, isPinned: true, tags: ["mitigation"] });
  });

  test("a retracted note can be put back", () => {
    const gone = foldAnnotation(null, EXAMPLES.retracted.fact, recorded(EXAMPLES.retracted.fact));
    const back = foldAnnotation(gone, { kind: "retracted", entry: 1, isRetracted: false }, recorded(EXAMPLES.retracted.fact));
    expect([gone.isRetracted, back.isRetracted]).toEqual([true, false]);
  });

  test("facts about nothing else annotate nothing", () => {
    expect(foldAnnotation(null, EXAMPLES.note.fact, entryOf(1, EXAMPLES.note.fact))).toEqual(NO_ANNOTATION);
  });
});

test("people who only watch are left in place by the access of others", () => {
  expect(roomAfter(EXAMPLES.watcher.fact, { ...EXAMPLES.access.fact, members: [CY] }).watchers).toEqual([BO]);
});
