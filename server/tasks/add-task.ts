import type { z } from "zod";
import type { Task } from "#lib/contracts/incident.ts";
import type { AddTask } from "#lib/contracts/incident-commands.ts";
import { changeIncident, requireRoomFor } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { personWhoCanWork } from "#server/roles/index.ts";
import { lastPosition } from "./rules.ts";

/** Adds a next action at the end of the list. */
export async function addTask(ctx: Ctx, input: z.output<typeof AddTask>): Promise<{ seq: number; id: string }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { room, now } = incident;
    requireRoomFor(room.tasks, "tasks");
    const assignee = input.assignee ? await personWhoCanWork(db(), room, input.assignee) : null;
    const task: Task = { id: newId(), title: input.title, state: "open", assignee, position: lastPosition(room.tasks), createdAt: now, doneAt: null };
    const { seq } = await incident.record({ kind: "task", action: "added", task, before: null });
    return { seq, id: task.id };
  });
}
