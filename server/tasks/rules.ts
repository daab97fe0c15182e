import type { Task, TaskState } from "#lib/contracts/incident.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** When a task counts as done, after a change of its state. Pure. */
export function doneAtAfter(before: Task, state: TaskState, now: string): string | null {
  return state === "done" ? (before.doneAt ?? now) : null;
}

/** Position of a task after all others. */
export function lastPosition(tasks: Task[]): number {
  return tasks.reduce((last, { position }) => Math.max(last, position), 0) + 1;
}

/**
 * The tasks whose position changes when one moves before another (null: to the end), with their new positions. Mostly the moved one
 * alone, halfway between its new neighbours; all of them once halving has used up the room between two. Pure.
 */
export function tasksMoved(tasks: Task[], moved: Task, before: string | null): Task[] {
  if (before === moved.id) return [];
  const others = tasks.filter(({ id }) => id !== moved.id);
  const index = before === null ? others.length : others.findIndex(({ id }) => id === before);
  if (index < 0) throw new NotFoundError(`There is no task ${before} to place this one before. Reload and try again.`);
  if (others[index - 1]?.id === tasks[tasks.indexOf(moved) - 1]?.id) return [];
  const low = others[index - 1]?.position ?? (others[0]?.position ?? 1) - 1;
  const high = others[index]?.position ?? low + 1;
  const position = index === others.length ? lastPosition(others) : (low + high) / 2;
  if ((index === 0 || position > low) && (index === others.length || position < high)) return [{ ...moved, position }];
  const ordered = [...others.slice(0, index), moved, ...others.slice(index)];
  return ordered.map((task, place) => ({ ...task, position: place + 1 }));
}
