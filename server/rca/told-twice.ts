import type { Change } from "./bundle.ts";

/** A cluster notices a rollout within so long of whoever announced it. */
const APART_MS = 3 * 60_000;
const ROLLOUT = /^rollout/i;
const CARRIED = /deploy|release|config|migration/i;

/**
 * Changes, each once: what somebody announced with its words or its lines, and what the cluster saw of it, are the same change of the same service. What was
 * announced stays, because it tells more. Pure.
 */
export function eachOnce(changes: readonly Change[]): Change[] {
  const announced = changes.filter((change) => !isSeen(change) && CARRIED.test(change.kind));
  return changes.filter((change) => {
    const isTold = announced.some(({ service, at }) => service !== null && service === change.service && Math.abs(at - change.at) <= APART_MS);
    return !(isSeen(change) && isTold);
  });
}

const isSeen = ({ id, kind }: Change): boolean => ROLLOUT.test(kind) || ROLLOUT.test(id);
