import type { z } from "zod";
import type { PolicySnapshot } from "#lib/contracts/escalation/policy.ts";
import type { AskTimeMachine, Foresight } from "#lib/contracts/escalation/time-machine.ts";
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

/** The time machine forward: if an incident opens then and nobody answers, who is reached when, by what. Nothing is stored, nobody is paged. */
export async function simulateEscalation(ctx: Ctx, question: Question): Promise<Foresight> {
  authorize(ctx, "policy.read");
  const services = await servicesRefs(db(), question.services);
  const { policies, directory, means, now } = await inTransaction(async (sql) => {
    const [policies, directory] = await Promise.all([readPolicies(sql), readDirectory(sql)]);
    const means = await readReachable(sql, [...directory.people.keys()]);
    return { policies, directory, means, now: await databaseNow(db()) };
  });
  const room = { services, assignments: [], visibility: "normal" as const, members: [] };
  return foresee({
    policy: askedFor(policies, question, services),
    opensAt: question.opensAt ?? now,
    view: { severity: question.severity ?? null, revenuePerHour: question.revenuePerHour ?? null, lastActivityAt: null },
    acknowledgedAfterMinutes: question.acknowledgedAfterMinutes ?? null,
    reach: (target, at) => reach(directory, room, target, at),
    means,
  });
}

function askedFor(policies: Policies, { policy, rules }: Question, services: readonly { id: string }[]): PolicySnapshot {
  if (rules) return { ...rules, id: null, name: "Not saved yet", version: 0 };
  if (!policy) return policyFor(policies, { policy: null, services });
  const all = [policies.standard, ...policies.byId.values()];
  const found = all.find(({ id, name }) => id === policy || name.toLowerCase() === policy.toLowerCase());
  if (found) return found;
  throw new NotFoundError(`There is no policy “${policy}”. There are: ${[...new Set(all.map(({ name }) => name))].join(", ")}.`);
}
