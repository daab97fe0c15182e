import type { Foresight, ReachChange } from "./time-machine.ts";

/** When each person is reached first, in minutes after the opening. */
function firstReached({ steps }: Pick<Foresight, "steps">): Map<string, { name: string; minutes: number }> {
  const first = new Map<string, { name: string; minutes: number }>();
  for (const { people, channels, minutes } of steps) {
    for (const { id, name } of [...people, ...channels.map((name) => ({ id: `channel ${name}`, name }))])
      if (!first.has(id)) first.set(id, { name, minutes });
  }
  return first;
}

/** Who would be reached at another time, no more, or newly; in the order in which they are reached. Pure. */
export function reachChanges(before: Pick<Foresight, "steps">, after: Pick<Foresight, "steps">): ReachChange[] {
  const [was, is] = [firstReached(before), firstReached(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((id) => ({
      id,
      name: is.get(id)?.name ?? was.get(id)?.name ?? "",
      before: was.get(id)?.minutes ?? null,
      after: is.get(id)?.minutes ?? null,
    }))
    .filter((change) => change.before !== change.after)
    .toSorted((one, other) => (one.after ?? one.before ?? 0) - (other.after ?? other.before ?? 0));
}
