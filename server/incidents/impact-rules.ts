import type { z } from "zod";
import type { ImpactFigures, ImpactInterval } from "#lib/contracts/incident.ts";
import type { ChangeInterval, FiguresChange } from "#lib/contracts/incident-commands.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { FactOf } from "#lib/contracts/timeline.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { futureError, isFuture } from "./time-rules.ts";

/** The figures after a partial change. Saying how large the impact is takes back that there was none. Pure. */
export function figuresAfter(before: ImpactFigures, change: z.output<typeof FiguresChange>): ImpactFigures {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: ImpactFigures = {
    ...before,
    ...given,
    text: change.text === undefined ? before.text : change.text || null,
    regions: [...new Set(change.regions ?? before.regions)],
  };
  if (!saysImpact(after) || !after.none) return after;
  if (!change.none) return { ...after, none: false };
  throw new InvalidError("This says both that there was no impact and how large it was. Keep one of them.", "invalid_input", [
    { path: "figures.none", message: "Clear the other figures, or take this back." },
  ]);
}

/** True when any figure tells of impact. */
export function saysImpact(figures: ImpactFigures): boolean {
  const numbers = [figures.usersPercent, figures.customers, figures.revenuePerHour];
  return numbers.some((number) => (number ?? 0) > 0) || figures.dataLoss === true || figures.security === true;
}

/**
 * Accepts a new or changed stretch of impact, or says what is wrong with it: no end before its start, nothing in the future, none left
 * open on an incident that is over, and no overlap with another stretch of the same service and level in the same regions. An overlap is
 * refused, not merged: two people measured the same thing differently, and one of them has to decide. Pure.
 */
export function checkInterval(room: RoomState, interval: ImpactInterval, now: string): ImpactInterval {
  if (isFuture(interval.startedAt, now)) throw futureError("startedAt", "The beginning");
  if (interval.endedAt && isFuture(interval.endedAt, now)) throw futureError("endedAt", "The end");
  if (interval.endedAt && interval.endedAt < interval.startedAt) {
    throw new InvalidError("The end lies before the beginning. Correct one of them.", "order_violation", [
      { path: "endedAt", message: "It lies before the beginning." },
    ]);
  }
  if (!interval.endedAt && !isActivePhase(room.phase)) {
    throw new InvalidError(
      `${room.reference} is ${room.phase}, so impact cannot go on. Say when it ended, or reopen the incident.`,
      "order_violation",
      [{ path: "endedAt", message: "Say when it ended." }],
    );
  }
  const other = room.intervals.find((existing) => existing.id !== interval.id && isSameStretch(existing, interval));
  if (other) throw overlapError(other);
  return interval;
}

function isSameStretch(a: ImpactInterval, b: ImpactInterval): boolean {
  if (a.service?.id !== b.service?.id || a.level !== b.level) return false;
  const areRegionsShared = a.regions.length === 0 || b.regions.length === 0 || a.regions.some((region) => b.regions.includes(region));
  return areRegionsShared && (a.endedAt === null || b.startedAt < a.endedAt) && (b.endedAt === null || a.startedAt < b.endedAt);
}

function overlapError({ service, level, startedAt, endedAt }: ImpactInterval): ConflictError {
  const where = service ? ` on ${service.name}` : "";
  return new ConflictError(
    `${level} impact${where} is recorded from ${startedAt} ${endedAt ? `until ${endedAt}` : "and goes on"}. Change that stretch instead.`,
  );
}

/** The fact of a changed, ended or removed stretch; null when nothing differs. Removing asks for a reason. Pure. */
export function decideIntervalChange(room: RoomState, input: z.output<typeof ChangeInterval>, now: string): FactOf<"interval"> | null {
  const before = room.intervals.find(({ id }) => id === input.id);
  if (!before) throw new NotFoundError(`${room.reference} has no stretch of impact ${input.id}. It may have been removed; reload.`);
  const reason = input.reason || null;
  if (input.isRemoved) {
    if (reason) return { kind: "interval", action: "removed", interval: before, reason };
    throw new InvalidError("Removing recorded impact needs a reason. Say why.", "missing_reason", [{ path: "reason", message: "Say why." }]);
  }
  const after: ImpactInterval = {
    ...before,
    level: input.level ?? before.level,
    share: input.share === undefined ? before.share : input.share,
    regions: input.regions ? [...new Set(input.regions)] : before.regions,
    startedAt: input.startedAt ?? before.startedAt,
    endedAt: input.endedAt === undefined ? before.endedAt : input.endedAt,
  };
  if (JSON.stringify(after) === JSON.stringify(before)) return null;
  const isOnlyEnded = before.endedAt === null && JSON.stringify({ ...after, endedAt: null }) === JSON.stringify(before);
  return { kind: "interval", action: isOnlyEnded ? "ended" : "changed", interval: checkInterval(room, after, now), reason };
}
