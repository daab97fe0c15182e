import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { readKnown } from "./known.ts";
import { namedPeople, policyProblems } from "./problem-rules.ts";
import { readStored } from "./stored.ts";

/** Every policy in use, who holds which position, what policies may name, and what of them would reach nobody now. */
export async function readPolicyBook(ctx: Ctx): Promise<PolicyBook> {
  authorize(ctx, "policy.read");
  return inTransaction(async (sql) => {
    const { inUse } = await readStored(sql);
    const named = inUse.flatMap(({ rules }) => namedPeople(rules));
    const known = await readKnown(sql, named);
    const positions = [...known.positions.values()];
    const shown = new Set([...named, ...positions.flatMap(({ holder }) => holder?.id ?? [])]);
    return {
      policies: inUse,
      positions,
      people: [...shown].flatMap((id) => {
        const person = known.people.get(id);
        return person ? [{ ...person, hasMeans: known.reachable.has(id) }] : [];
      }),
      schedules: [...known.schedules.values()],
      teams: [...known.teams.values()].map(({ id, name, members }) => ({ id, name, members })),
      channels: [...known.channels.values()],
      warnings: inUse.flatMap(({ name, rules }) => {
        const { errors, warnings } = policyProblems(rules, known);
        return [...errors.map(({ message }) => message), ...warnings].map((problem) => ({ policy: name, problem }));
      }),
    };
  });
}
