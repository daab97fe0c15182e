import type { DrillScore } from "#lib/contracts/drill.ts";

/** The score in a word or two. Pure. */
export function verdictOf({ isRight, isPlaceRight, accepted }: DrillScore): string {
  if (isRight) return accepted === null ? "right: no cause was claimed" : "root cause right";
  if (accepted === null) return "root cause not found";
  return isPlaceRight ? "right place, wrong mechanism" : "another thing was accepted";
}
