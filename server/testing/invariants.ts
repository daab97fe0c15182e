import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import { deadlinesOf, keyOf, ownerIdOf } from "#lib/contracts/deadlines-of.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { measureOf } from "#lib/contracts/insights/measure-of.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { db } from "#server/platform/db.ts";
import { peopleOf } from "#server/timeline/project.ts";

/** What must hold of any room, whatever was done to it; each broken rule as a sentence. */
export function brokenRules(room: RoomState): string[] {
  const active = isActivePhase(room.phase);
  const members = new Set(room.members.map(({ id }) => id));
  const concerned = [...peopleOf(room).keys(), ...(room.handover ? [room.handover.to.id] : [])];
  const singles = BUILT_IN_ROLES.filter(({ isMany }) => !isMany).map(({ key }) => room.assignments.filter(({ role }) => role === key).length);
  const commander = room.assignments.find(({ role }) => role === "commander");
  const checks: [boolean, string][] = [
    [singles.every((count) => count <= 1), "a role for one has two holders"],
    [room.assignments.every(({ state }) => state !== "released"), "a released assignment is still there"],
    [room.visibility === "normal" || concerned.every((id) => members.has(id)), "somebody is concerned who may not see it"],
    [room.visibility === "private" || members.size === 0, "a visible incident names members"],
    [room.visibility === "normal" || members.size > 0, "a private incident is lost to all"],
    [(room.phase === "merged") === (room.mergedInto !== null), "merged and mergedInto disagree"],
    [active || room.nextUpdateDueAt === null, "an incident that is over owes an update"],
    [active || room.phase === "merged" || room.intervals.every(({ endedAt }) => endedAt !== null), "impact goes on after the end"],
    [room.intervals.every(({ startedAt, endedAt }) => endedAt === null || endedAt >= startedAt), "impact ends before it begins"],
    [!room.figures.none || (room.intervals.length === 0 && !room.figures.customers), "there is impact and none"],
    [room.phase === "triage" || room.severity !== null || ["declined", "cancelled", "merged"].includes(room.phase), "no severity past triage"],
    [room.handover === null || commander?.person.id === room.handover.from.id, "command is offered by who does not have it"],
    [
      room.phases.at(-1)?.value === room.phase && room.phases.filter(({ endedAt }) => endedAt === null).length === 1,
      "the phases do not end in the present one",
    ],
    [new Set(room.tasks.map(({ position }) => position)).size === room.tasks.length, "two tasks share a place"],
    [
      room.tasks.every(({ state, doneAt }) => (state === "done") === (doneAt !== null)),
      "a task is done without a time, or has one without being done",
    ],
  ];
  return checks.filter(([holds]) => !holds).map(([, broken]) => broken);
}

/** What must hold between incidents, and between their state and the tables beside it. */
export async function brokenTables(): Promise<string[]> {
  const rows = await db().incident.findMany({ include: { people: true, services: true, deadlines: { where: { state: "open" } } } });
  const broken: string[] = [];
  const say = (holds: boolean, reference: string, what: string) => holds || broken.push(`${reference}: ${what}`);
  const rooms = new Map(rows.map(({ id, state }) => [id, state as RoomState]));
  for (const row of rows) {
    const room = row.state as RoomState;
    const columns = {
      title: room.title,
      phase: room.phase,
      severity: room.severity,
      visibility: room.visibility,
      mergedIntoId: room.mergedInto?.id ?? null,
    };
    const commander = room.assignments.find(({ role }) => role === "commander")?.person.id ?? null;
    for (const [name, value] of Object.entries({ ...columns, commanderId: commander }))
      say(row[name as keyof typeof row] === value, row.reference, `the column ${name} differs`);
    say((row.nextUpdateDueAt?.toISOString() ?? null) === room.nextUpdateDueAt, row.reference, "the due time differs");
    const people = [...peopleOf(room)].map(([id, flags]) => JSON.stringify([id, flags.isMember, flags.isWatcher, flags.hasRole, flags.hasTask]));
    const stored = row.people.map((p) => JSON.stringify([p.userId, p.isMember, p.isWatcher, p.hasRole, p.hasTask]));
    say(people.toSorted().join() === stored.toSorted().join(), row.reference, "the table of people differs");
    say(
      room.services
        .map(({ id }) => id)
        .toSorted()
        .join() ===
        row.services
          .map(({ serviceId }) => serviceId)
          .toSorted()
          .join(),
      row.reference,
      "the table of services differs",
    );
    const due = deadlinesOf(room).map((deadline) => `${keyOf(deadline)} ${ownerIdOf(deadline)} ${deadline.dueAt}`);
    const open = row.deadlines.map(({ kind, subject, ownerId, dueAt }) => `${kind} ${subject} ${ownerId} ${dueAt.toISOString()}`);
    say(due.toSorted().join() === open.toSorted().join(), row.reference, "the table of deadlines differs");
    const target = room.mergedInto && rooms.get(room.mergedInto.id);
    say(!room.mergedInto || target?.absorbed.some(({ id }) => id === row.id) === true, row.reference, "its target does not know that it was merged");
    say(
      room.absorbed.every(({ id }) => rooms.get(id)?.mergedInto?.id === row.id),
      row.reference,
      "holds one that is not merged into it",
    );
    say(!target || target.visibility === "private" || room.visibility === "normal", row.reference, "is private and was merged into a visible one");
  }
  return [...broken, ...(await brokenMeasures())];
}

/** What insights count has to be what the states say. */
async function brokenMeasures(): Promise<string[]> {
  const rows = await db().incident.findMany({ select: { reference: true, state: true, nextUpdateDueAt: true, measure: true, impacts: true } });
  return rows.flatMap(({ reference, state, nextUpdateDueAt, measure, impacts }) => {
    const room = state as RoomState;
    const { phase, severity, kind, visibility } = room;
    const { promiseDueAt, ...said } = measureOf(room);
    const same = { phase, severity, kind, visibility, ...said, services: room.services.map(({ id }) => id) };
    const differing = Object.entries(same).filter(([name, value]) => JSON.stringify(measure?.[name as keyof typeof same]) !== JSON.stringify(value));
    const due = [measure?.updateDueAt?.getTime() === nextUpdateDueAt?.getTime(), (measure?.promiseDueAt?.toISOString() ?? null) === promiseDueAt];
    const struck = room.intervals.filter(({ service }) => service).map(({ id, endedAt }) => `${id} ${endedAt}`);
    const stored = impacts.map(({ id, endedAt }) => `${id} ${endedAt?.toISOString() ?? null}`);
    return [
      ...differing.map(([name]) => `${reference}: the measure ${name} differs`),
      ...(due.every(Boolean) ? [] : [`${reference}: the measured due times differ`]),
      ...(struck.toSorted().join() === stored.toSorted().join() ? [] : [`${reference}: the table of impact differs`]),
    ];
  });
}
