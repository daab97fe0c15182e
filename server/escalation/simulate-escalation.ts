import type { z } from "zod";
import { DEFAULT_POLICY } from "#lib/contracts/escalation/default-policy.ts";
import type { PolicySnapshot } from "#lib/contracts/escalation/policy.ts";
import type { AskTimeMachine, Foresight } from "#lib/contracts/escalation/time-machine.ts";
import { viewOf } from "#lib/contracts/escalation/times.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { type Policies, policyFor, readPolicies } from "#server/policies/index.ts";
import { servicesRefs } from "#server/services/index.ts";
import { readReachable } from "#server/timeline/index.ts";
import { reach, readDirectory } from "./directory.ts";
import { foresee } from "./foresight-rules.ts";

type Question = z.output<typeof AskTimeMachine>;

/**
 * The time machine forward: if an incident opens then, or from now on in one that runs, and nobody answers, who is reached when, by what.
 * Nothing is stored, nobody is paged.
 */
export async function simulateEscalation(ctx: Ctx, question: Question): Promise<Foresight> {
  authorize(ctx, "policy.read");
  const standing = question.reference ? (await findIncident(ctx, question.reference)).room : null;
  const services = standing?.services ?? (await servicesRefs(db(), question.services));
  const now = await databaseNow(db());
  const { policies, directory, means } = await inTransaction(async (sql) => {
    const [policies, directory] = await Promise.all([readPolicies(sql), readDirectory(sql)]);
    return { policies, directory, means: await readReachable(sql, [...directory.people.keys()]) };
  });
  const room = standing ?? { services, assignments: [], visibility: "normal" as const, members: [] };
  return foresee({
    ...rulesFor(policies, question, standing, services),
    opensAt: question.opensAt ?? now,
    view: viewFor(question, standing),
    acknowledgedAfterMinutes: question.acknowledgedAfterMinutes ?? null,
    reach: (target, at) => reach(directory, room, target, at),
    means,
  });
}

function viewFor({ severity, revenuePerHour }: Question, standing: RoomState | null) {
  const known = standing ? viewOf(standing) : { severity: null, revenuePerHour: null, lastActivityAt: null };
  return { ...known, severity: severity ?? known.severity, revenuePerHour: revenuePerHour ?? known.revenuePerHour };
}

function rulesFor(policies: Policies, question: Question, standing: RoomState | null, services: readonly { id: string }[]) {
  const escalation = standing?.escalation;
  if (escalation) return { policy: escalation.policy ?? { ...DEFAULT_POLICY, name: "By hand", levels: [] }, standing: escalation };
  return { policy: askedFor(policies, question, services) };
}

function askedFor(policies: Policies, { policy, rules }: Question, services: readonly { id: string }[]): PolicySnapshot {
  if (rules) return { ...rules, id: null, name: "Not saved yet", version: 0 };
  if (!policy) return policyFor(policies, { policy: null, services });
  const all = [policies.standard, ...policies.byId.values()];
  const found = all.find(({ id, name }) => id === policy || name.toLowerCase() === policy.toLowerCase());
  if (found) return found;
  throw new NotFoundError(`There is no policy “${policy}”. There are: ${[...new Set(all.map(({ name }) => name))].join(", ")}.`);
}
