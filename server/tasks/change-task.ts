import type { z } from "zod";
import type { Task } from "#lib/contracts/incident.ts";
import type { ChangeTask } from "#lib/contracts/incident-commands.ts";
import { changeIncident, expectValue, type OpenIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { personWhoCanWork } from "#server/roles/index.ts";
import { doneAtAfter, tasksMoved } from "./rules.ts";

type Input = z.output<typeof ChangeTask>;

/** Changes a next action: its title, state, assignee or place, or removes it. */
export async function changeTask(ctx: Ctx, input: Input): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const before = taskOf(incident, input.id);
    if (input.isRemoved) {
      const { seq } = await incident.record({ kind: "task", action: "removed", task: before, before });
      return { seq };
    }
    await changeWords(incident, before, input);
    if (input.before !== undefined) await move(incident, taskOf(incident, input.id), input.before);
    return { seq: incident.lastSeq };
  });
}

function taskOf({ room }: OpenIncident, id: string): Task {
  const task = room.tasks.find((known) => known.id === id);
  if (task) return task;
  throw new NotFoundError(`${room.reference} has no task ${id}. Somebody may have removed it; reload.`);
}

async function changeWords(incident: OpenIncident, before: Task, input: Input): Promise<void> {
  const title = input.title ?? before.title;
  const state = input.state ?? before.state;
  const isReassigned = input.assignee !== undefined && (input.assignee ?? null) !== (before.assignee?.id ?? null);
  if (title === before.title && state === before.state && !isReassigned) return;
  if (title !== before.title) {
    const check = { field: "task", expected: input.expectedTitle, current: before.title, yours: title };
    await expectValue(incident, check, "task", { task: { id: before.id } });
  }
  const newAssignee = isReassigned && input.assignee ? await personWhoCanWork(db(), incident.room, input.assignee) : null;
  const assignee = isReassigned ? newAssignee : before.assignee;
  const task: Task = { ...before, title, state, assignee, doneAt: doneAtAfter(before, state, incident.now) };
  await incident.record({ kind: "task", action: "changed", task, before });
}

async function move(incident: OpenIncident, task: Task, before: string | null): Promise<void> {
  for (const moved of tasksMoved(incident.room.tasks, task, before)) {
    await incident.record({ kind: "task", action: "changed", task: moved, before: taskOf(incident, moved.id) });
  }
}
