import type { z } from "zod";
import type { PersonRef } from "#lib/contracts/actor.ts";
import { stepOf } from "#lib/contracts/escalation/advance.ts";
import type { Escalate } from "#lib/contracts/escalation/commands.ts";
import type { Level, Target } from "#lib/contracts/escalation/policy.ts";
import type { Escalation, FiredStep } from "#lib/contracts/escalation/state.ts";
import { levelTimes, viewOf } from "#lib/contracts/escalation/times.ts";
import { isActivePhase, SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { changeIncident, type OpenIncident, recordSeverity } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { type Directory, reach, readDirectory } from "./directory.ts";
import { escalationOf } from "./escalation-of.ts";

type Input = z.output<typeof Escalate>;

/** Whom a page by hand went to; `problems`: who could not be found. */
export type Escalated = { seq: number; paged: PersonRef[]; problems: string[] };

/**
 * Pages by hand: a level, a person, whoever holds a position, or the next level that has not fired; a severity may be raised in the same step.
 * Whoever is at work on the incident already is not paged.
 */
export async function escalate(ctx: Ctx, input: Input): Promise<Escalated> {
  authorize(ctx, "incident.write");
  const directory = await inTransaction(readDirectory);
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    if (!isActivePhase(incident.room.phase)) {
      throw new ConflictError(`${incident.room.reference} is over. Reopen it first, with a reason.`);
    }
    await raiseSeverity(incident, input);
    const escalation = await escalationOf(incident, input.reason);
    const wanted = wantedStep(incident, escalation, directory, input);
    const step = pagedBy(incident, escalation, directory, wanted);
    if (step.pages.length === 0) throw new NotFoundError(`Nobody could be paged: ${step.problems.join("; ")}. Name a person instead.`);
    const { seq } = await incident.record({ kind: "page", escalation: escalation.id, reason: input.reason, isByHand: true, steps: [step] });
    return { seq, paged: step.pages.flatMap(({ person }) => person ?? []), problems: step.problems };
  });
}

async function raiseSeverity(incident: OpenIncident, { severity, reason }: Input): Promise<void> {
  const { room } = incident;
  if (!severity || severity === room.severity) return;
  const isLower = room.severity !== null && SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(room.severity);
  if (isLower)
    throw new InvalidError(`${severity} is below ${room.severity}. De-escalate instead.`, "invalid_input", [
      { path: "severity", message: "It is lower than now." },
    ]);
  await recordSeverity(incident, { to: severity, reason, rule: null });
}

type Wanted = { step: string; title: string; targets: Target[] };

function wantedStep(incident: OpenIncident, escalation: Escalation, directory: Directory, { level, user, position }: Input): Wanted {
  const hand = `hand:${incident.lastSeq + 1}`;
  if (user) {
    const person = directory.people.get(user);
    if (!person) throw new NotFoundError("There is no active person with that id. Look them up under People.");
    return { step: hand, title: person.name, targets: [{ kind: "user", id: user }] };
  }
  if (position) {
    const known = directory.positions.get(position);
    if (!known) throw new NotFoundError(`There is no position ${position}. Settings → Escalation lists them.`);
    return { step: hand, title: known.name, targets: [{ kind: "position", position }] };
  }
  return ofLevel(levelFor(incident, escalation, level ?? null), escalation, hand);
}

/** A level that fired in this round already is paged again under a name of its own. */
function ofLevel({ id, title, targets }: Level, { fired, loop }: Escalation, hand: string): Wanted {
  const hasFired = fired.some((step) => step.step === id && step.loop === loop);
  return { step: hasFired ? hand : id, title, targets };
}

function levelFor({ room }: OpenIncident, escalation: Escalation, asked: number | string | null): Level {
  const levels = escalation.policy?.levels ?? [];
  if (levels.length === 0) throw new InvalidError("No policy pages for this incident. Name a person or a position.", "invalid_input");
  if (asked === null) {
    const next = levelTimes(escalation, viewOf(room)).find(({ state }) => state !== "fired");
    if (!next) throw new ConflictError("Every level was paged already. Name a level, a person or a position to page again.", null, "already_done");
    return next.level;
  }
  const named = typeof asked === "number" || /^l?\d+$/i.test(asked) ? levels[Number(String(asked).replace(/^l/i, "")) - 1] : undefined;
  const level = named ?? levels.find(({ id, title }) => id === asked || title.toLowerCase() === String(asked).toLowerCase());
  if (level) return level;
  const list = levels.map(({ title }, index) => `L${index + 1} ${title}`).join(", ");
  throw new NotFoundError(`There is no level “${asked}”. The policy has ${list}.`);
}

function pagedBy({ room, now }: OpenIncident, { loop }: Escalation, directory: Directory, { step, title, targets }: Wanted): FiredStep {
  return { ...stepOf(targets, { now, newId, reach: (target) => reach(directory, room, target, now) }), step, title, loop, trigger: null };
}
