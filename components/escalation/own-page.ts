import { type Escalation, pagesOf } from "#lib/contracts/escalation/state.ts";
import { isOver } from "#lib/contracts/escalation/times.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";

/** What somebody may answer here: `isPaged` when a page of theirs waits, `canAcknowledge` also when nobody has yet and they can take it. */
export function answersOf({ room, rights }: Pick<RoomView, "room" | "rights">, meId: string): { isPaged: boolean; canAcknowledge: boolean } {
  const { escalation } = room;
  if (!escalation || isOver(escalation) || !isActivePhase(room.phase)) return { isPaged: false, canAcknowledge: false };
  const mine = pagesOf(escalation).filter(({ person }) => person?.id === meId);
  const isPaged = mine.some(({ answer, step }) => answer === null && !isSettled(escalation, step.at));
  const canTake = mine.some(({ answer }) => answer?.answer === "declined") || (mine.length === 0 && rights.canWrite);
  return { isPaged, canAcknowledge: isPaged || (escalation.acknowledgedAt === null && canTake) };
}

function isSettled({ acknowledgedAt }: Escalation, at: string): boolean {
  return acknowledgedAt !== null && at <= acknowledgedAt;
}
