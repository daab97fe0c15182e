import type { z } from "zod";
import type { ImpactInterval, Phase, Severity, TimestampName, TimestampValue } from "#lib/contracts/incident.ts";
import type { ChangeStatus } from "#lib/contracts/incident-commands.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { nextUpdateDueAt, type OrganisationSettings } from "#lib/contracts/organisation.ts";
import { directionOf } from "#lib/contracts/phase-rules.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { FactOf } from "#lib/contracts/timeline.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { saysImpact } from "./impact-rules.ts";
import { futureError, isFuture } from "./time-rules.ts";

type StatusInput = Omit<z.output<typeof ChangeStatus>, "reference" | "expected" | "summary">;
type Moment = { now: string; by: string; settings: OrganisationSettings };

/**
 * The fact of a change of phase, or a refusal that says what is missing: a reason for going back, reopening, declining or
 * cancelling; a severity to leave triage; the end of impact and a summary to resolve.
 */
export function decideStatus(room: RoomState, input: StatusInput, moment: Moment): FactOf<"status"> {
  if (input.impactEndedAt) requireEndAfterBeginning(room, input.impactEndedAt, moment.now);
  if (input.hasNoImpact) requireNoImpact(room, input.impactEndedAt ?? null);
  const direction = directionOf(room.phase, input.to);
  if (room.phase === input.to) throw new ConflictError(`${room.reference} is ${input.to} already.`, null, "already_done");
  if (!direction) throw new InvalidError(`${room.reference} cannot go from ${room.phase} to ${input.to}.`, "illegal_transition");
  if (direction !== "forward" && !input.reason) {
    throw new InvalidError(`Going from ${room.phase} to ${input.to} needs a reason. Say why.`, "missing_reason", [
      { path: "reason", message: "Say why." },
    ]);
  }
  const isWithoutSeverity = room.severity === null && input.to !== "declined" && input.to !== "cancelled" && input.to !== "triage";
  if (isWithoutSeverity) throw new InvalidError(`${room.reference} has no severity yet. Set one to leave triage.`, "illegal_transition");
  if (direction === "forward" && isActivePhase(room.phase) && !isActivePhase(input.to)) requireEndOfImpact(room, input);
  return {
    kind: "status",
    from: room.phase,
    to: input.to,
    reason: input.reason || null,
    isReopen: direction === "reopen",
    timestamps: direction === "reopen" ? clearedByReopen(room) : reachedTimestamps(room, input.to, moment),
    nextUpdateDueAt: dueAfter(room, input.to, moment),
  };
}

function requireEndOfImpact(room: RoomState, input: StatusInput): void {
  if (!room.summary.trim()) {
    throw new InvalidError("A summary line is missing. Say in one sentence what happened.", "illegal_transition", [
      { path: "summary", message: "Say in one sentence what happened." },
    ]);
  }
  const isOver = room.intervals.length > 0 && room.intervals.every(({ endedAt }) => endedAt !== null);
  const wasNone = room.intervals.length === 0 && (room.figures.none || input.hasNoImpact);
  if (isOver || wasNone || input.impactEndedAt) return;
  throw new InvalidError("Say when the impact ended, or that there was none.", "illegal_transition", [
    { path: "impactEndedAt", message: "Say when the impact ended, or that there was none." },
  ]);
}

function requireNoImpact(room: RoomState, endedAt: string | null): void {
  if (!endedAt && room.intervals.length === 0 && !saysImpact(room.figures)) return;
  const words = "Impact is recorded, so there cannot have been none. Say when it ended, or take back the recorded impact first.";
  throw new InvalidError(words, "illegal_transition", [{ path: "hasNoImpact", message: "Impact is recorded." }]);
}

function requireEndAfterBeginning(room: RoomState, endedAt: string, now: string): void {
  if (isFuture(endedAt, now)) throw futureError("impactEndedAt", "The end of impact");
  const late = room.intervals.find((interval) => interval.endedAt === null && interval.startedAt > endedAt);
  if (!late) return;
  throw new InvalidError(`Impact began at ${late.startedAt}, after that end. Give a later end, or correct when it began.`, "order_violation", [
    { path: "impactEndedAt", message: "The impact began after that." },
  ]);
}

const REACHED: Partial<Record<Phase, TimestampName>> = {
  investigating: "acknowledgedAt",
  identified: "identifiedAt",
  monitoring: "mitigatedAt",
  resolved: "resolvedAt",
  closed: "closedAt",
};

/** A value that a person set is never overwritten by an automatic one. */
function reachedTimestamps(room: RoomState, to: Phase, { now, by }: Moment): FactOf<"status">["timestamps"] {
  const value: TimestampValue = { at: now, source: "automatic", by };
  const names: TimestampName[] = to === "review" || to === "closed" ? ["resolvedAt"] : [];
  const own = REACHED[to];
  if (own) names.push(own);
  return Object.fromEntries(names.filter((name) => !room.timestamps[name]).map((name) => [name, value]));
}

function clearedByReopen(room: RoomState): FactOf<"status">["timestamps"] {
  const names: TimestampName[] = ["mitigatedAt", "resolvedAt", "closedAt"];
  return Object.fromEntries(names.filter((name) => room.timestamps[name]).map((name) => [name, null]));
}

/** The clock goes on through active phases, starts again on reopening, and stops at every end. */
function dueAfter(room: RoomState, to: Phase, { now, settings }: Moment): string | null {
  if (!isActivePhase(to)) return null;
  return room.nextUpdateDueAt ?? dueAgain({ ...room, phase: to }, settings, now);
}

/** When the next update is due if the clock starts again now. A retrospective incident owes nobody an update. */
export function dueAgain(room: Pick<RoomState, "phase" | "severity" | "kind">, settings: OrganisationSettings, now: string): string | null {
  return nextUpdateDueAt(settings, room.severity, isActivePhase(room.phase) && room.kind !== "retrospective", now);
}

const LEVEL_OF: Record<Severity, ImpactInterval["level"]> = { SEV1: "major", SEV2: "partial", SEV3: "degraded", SEV4: "degraded" };

export function levelOf(severity: Severity | null): ImpactInterval["level"] {
  return severity ? LEVEL_OF[severity] : "degraded";
}
