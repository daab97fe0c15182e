import fc from "fast-check";
import type { z } from "zod";
import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import { DECISIONS, DecideHypothesis, ProposeHypothesis } from "#lib/contracts/hypothesis.ts";
import * as input from "#lib/contracts/incident-commands.ts";
import { IMPACT_LEVELS, PHASES, SEVERITIES, TIMESTAMP_NAMES } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { TAGS } from "#lib/contracts/timeline-terms.ts";
import { fireDue } from "#server/deadlines/fire-due.ts";
import * as incidents from "#server/incidents/index.ts";
import * as investigations from "#server/investigations/index.ts";
import * as notes from "#server/notes/index.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import * as roles from "#server/roles/index.ts";
import * as tasks from "#server/tasks/index.ts";
import { shiftClock } from "./database.ts";

/** One thing that somebody tries on one of the incidents. `pick` are numbers from which each command chooses what it is about. */
export type Step = { command: string; actor: number; isByRightOne: boolean; incident: number; pick: [number, number, number]; text: string };

export type World = { people: Ctx[]; services: string[]; references: string[] };
type Target = { world: World; room: RoomState; lastSeq: number; step: Step };

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
const personOf = ({ world, step }: Target, which: 0 | 1 | 2 = 0) => at(world.people, step.pick[which])?.person?.id;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const idOf = (items: { id: string }[], index: number) => at(items, index)?.id ?? newId();

/** Ties a command to what it would be sent, given where the incident stands. */
function tried<S extends z.ZodType>(schema: S, run: (ctx: Ctx, parsed: z.output<S>) => Promise<unknown>, make: (target: Target) => object) {
  return (ctx: Ctx, target: Target) => run(ctx, schema.parse({ reference: target.room.reference, ...make(target) }));
}

/** How far the clock has been moved, in milliseconds; it never goes back within one run of the tests. */
let passed = 0;

const brief = { situation: "As it is", investigations: "", tried: "", next: "", blockers: "" };

const STEPS: Record<string, (ctx: Ctx, target: Target) => Promise<unknown>> = {
  edit: tried(input.EditIncident, incidents.editIncident, ({ step, room }) => ({
    title: { to: step.text || "x", expected: step.pick[0] % 4 ? undefined : room.title },
    summary: { to: step.text },
  })),
  status: tried(input.ChangeStatus, incidents.changeStatus, ({ step }) => ({
    to: at(PHASES, step.pick[0]),
    reason: step.pick[1] % 3 ? "Because" : undefined,
    summary: step.pick[1] % 2 ? "What happened" : undefined,
    impactEndedAt: step.pick[2] % 3 === 0 ? minutesAgo(step.pick[2] % 7) : undefined,
    hasNoImpact: step.pick[2] % 3 === 1,
  })),
  severity: tried(input.ChangeSeverity, incidents.changeSeverity, ({ step }) => ({ to: at(SEVERITIES, step.pick[0]), reason: step.text })),
  figures: tried(input.SetFigures, incidents.setFigures, ({ step }) => ({
    figures: { customers: step.pick[0] % 3 ? step.pick[0] : null, none: step.pick[1] % 4 === 0 ? true : undefined, text: step.text },
  })),
  services: tried(input.ChangeServices, incidents.changeServices, ({ step, world }) => ({
    add: [at(world.services, step.pick[0])],
    remove: [at(world.services, step.pick[1])],
  })),
  openInterval: tried(input.OpenInterval, incidents.openInterval, ({ step, world }) => ({
    level: at(IMPACT_LEVELS, step.pick[0]),
    service: step.pick[1] % 2 ? at(world.services, step.pick[1]) : null,
    startedAt: minutesAgo(step.pick[2] % 60),
    endedAt: step.pick[0] % 2 ? minutesAgo(step.pick[1] % 60) : undefined,
    share: (step.pick[0] % 100) / 100,
  })),
  changeInterval: tried(input.ChangeInterval, incidents.changeInterval, ({ step, room }) => ({
    id: idOf(room.intervals, step.pick[0]),
    endedAt: [null, undefined, minutesAgo(step.pick[2] % 30)][step.pick[1] % 3],
    share: (step.pick[2] % 100) / 100,
    isRemoved: step.pick[2] % 5 === 0,
    reason: step.text,
  })),
  timestamp: tried(input.SetTimestamp, incidents.setTimestamp, ({ step }) => ({
    name: at(TIMESTAMP_NAMES, step.pick[0]),
    to: step.pick[1] % 4 ? minutesAgo(step.pick[2]) : null,
    reason: "By the logs",
  })),
  addLink: tried(input.AddLink, incidents.addLink, ({ step }) => ({ url: `https://example.com/${step.pick[0] % 6}` })),
  removeLink: tried(input.RemoveLink, incidents.removeLink, ({ step, room }) => ({ id: idOf(room.links, step.pick[0]) })),
  watch: tried(input.WatchIncident, incidents.watchIncident, ({ step }) => ({ isWatching: step.pick[0] % 3 > 0 })),
  access: tried(input.ChangeAccess, incidents.changeAccess, (target) => ({
    visibility: (["private", "private", undefined, "normal"] as const)[target.step.pick[2] % 4],
    add: target.step.pick[0] % 2 ? [personOf(target, 0)] : [],
    remove: target.step.pick[1] % 3 === 0 ? [personOf(target, 1)] : [],
  })),
  relate: tried(input.RelateIncident, incidents.relateIncident, ({ step, world }) => ({
    to: at(world.references, step.pick[0]),
    kind: at(["related", "duplicate", "caused-by", "causes"], step.pick[1]),
    isRemoved: step.pick[2] % 4 === 0,
  })),
  merge: tried(input.MergeIncident, incidents.mergeIncident, ({ step, world, room }) => {
    const others = world.references.filter((reference) => reference !== room.reference);
    return { into: at(step.pick[1] % 9 ? others : world.references, step.pick[0]) };
  }),
  unmerge: tried(input.UnmergeIncident, incidents.unmergeIncident, () => ({})),
  update: tried(input.PostUpdate, incidents.postUpdate, ({ step }) => ({
    text: step.text || "Still on it",
    phase: step.pick[0] % 2 ? at(PHASES, step.pick[1]) : undefined,
  })),
  note: tried(input.AddNote, notes.addNote, ({ step, world }) => ({
    text: `${step.text} @${at(world.people, step.pick[0])?.person?.handle}`,
    occurredAt: step.pick[1] % 2 ? minutesAgo(step.pick[1]) : undefined,
  })),
  amend: tried(input.AmendNote, notes.amendNote, ({ step, lastSeq }) => ({ entry: 1 + (step.pick[0] % lastSeq), text: `${step.text}.` })),
  retract: tried(input.RetractNote, notes.retractNote, ({ step, lastSeq }) => ({
    entry: 1 + (step.pick[0] % lastSeq),
    isRetracted: step.pick[1] % 3 > 0,
  })),
  mark: tried(input.MarkEntry, notes.markEntry, ({ step, lastSeq }) => ({
    entry: 1 + (step.pick[0] % lastSeq),
    isPinned: step.pick[1] % 2 > 0,
    tags: [at(TAGS, step.pick[2])],
  })),
  assign: tried(input.AssignRole, roles.assignRole, (target) => ({
    role: at(BUILT_IN_ROLES, target.step.pick[1])?.key,
    user: personOf(target),
    state: ([undefined, "active", "standby"] as const)[target.step.pick[2] % 3],
  })),
  assignment: tried(input.ChangeAssignment, roles.changeAssignment, ({ step, room }) => ({
    id: idOf(room.assignments, step.pick[0]),
    state: at(["active", "standby", "released"], step.pick[1]),
  })),
  take: tried(input.TakeCommand, roles.takeCommand, () => ({ reason: "Unreachable" })),
  offer: tried(input.OfferHandover, roles.offerHandover, (target) => ({ to: personOf(target), brief })),
  accept: tried(input.AcceptHandover, roles.acceptHandover, ({ room }) => ({ id: room.handover?.id ?? newId(), readBack: "Understood" })),
  decline: tried(input.EndHandover, roles.declineHandover, ({ room }) => ({ id: room.handover?.id ?? newId() })),
  withdraw: tried(input.EndHandover, roles.withdrawHandover, ({ room }) => ({ id: room.handover?.id ?? newId() })),
  /** Time goes on by up to twenty minutes, and whatever nobody answered until then happens. */
  deadlines: async (_, { step }) => {
    passed += (step.pick[0] % 20) * 60_000;
    await shiftClock(passed);
    await fireDue(systemCtx());
  },
  proposeHypothesis: tried(ProposeHypothesis, investigations.proposeHypothesis, ({ step }) => ({ statement: step.text || "It leaks" })),
  decideHypothesis: tried(DecideHypothesis, investigations.decideHypothesis, ({ room, step }) => ({
    id: idOf(room.hypotheses, step.pick[0]),
    decision: at(DECISIONS, step.pick[1]) ?? "supported",
    reason: step.text,
  })),
  addTask: tried(input.AddTask, tasks.addTask, (target) => ({
    title: target.step.text || "Do it",
    assignee: target.step.pick[1] % 2 ? personOf(target) : null,
  })),
  changeTask: tried(input.ChangeTask, tasks.changeTask, (target) => ({
    id: idOf(target.room.tasks, target.step.pick[0]),
    state: at(["open", "doing", "done", "dropped", undefined], target.step.pick[1]),
    assignee: target.step.pick[2] % 3 === 0 ? personOf(target, 2) : undefined,
    before: target.step.pick[2] % 2 ? (at(target.room.tasks, target.step.pick[1])?.id ?? null) : undefined,
    isRemoved: target.step.pick[2] % 7 === 0,
  })),
};

export function runStep(target: Target): Promise<unknown> {
  const { world, step } = target;
  const ctx = (step.isByRightOne && rightOne(target)) || at(world.people, step.actor);
  const run = STEPS[step.command];
  if (!ctx || !run) throw new Error(`Nobody can do ${step.command}.`);
  return run(ctx, target);
}

/** Who most likely may do it: otherwise most of what people try would be refused. */
function rightOne({ world, room, step }: Target): Ctx | undefined {
  const receiver = step.command === "accept" || step.command === "decline" ? room.handover?.to.id : undefined;
  if (step.command === "take") return undefined;
  const commander = room.assignments.find(({ role }) => role === "commander")?.person.id;
  const id = receiver ?? commander ?? room.members[0]?.id;
  return world.people.find(({ person }) => person?.id === id);
}

export type Declared = { actor: number; kind: "real" | "drill"; isPrivate: boolean; members: number[] };

/** What the people of a world may declare to begin with. */
export function declarations(): fc.Arbitrary<Declared[]> {
  const one = fc.record({
    actor: fc.nat(40),
    kind: fc.constantFrom("real" as const, "real" as const, "real" as const, "drill" as const),
    isPrivate: fc.constantFrom(true, false, false),
    members: fc.constantFrom<number[]>([], [0, 1], [0, 1, 2, 3], [0, 1, 2, 3, 4]),
  });
  return fc.array(one, { minLength: 2, maxLength: 4 });
}

/** Steps with merges, command and access more often than their share, since most depends on them. */
export function steps(count: number): fc.Arbitrary<Step[]> {
  const often = ["deadlines", "merge", "unmerge", "take", "offer", "accept", "access", "status"];
  const step = fc.record({
    command: fc.constantFrom(...Object.keys(STEPS), ...often, ...often),
    actor: fc.nat(40),
    isByRightOne: fc.constantFrom(true, true, false),
    incident: fc.nat(40),
    pick: fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000)),
    text: fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.trim()),
  });
  return fc.array(step, { minLength: count / 2, maxLength: count, size: "max" });
}
