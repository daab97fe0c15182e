import type { z } from "zod";
import { reachChanges } from "#lib/contracts/escalation/reach-changes.ts";
import type { ComparePolicy, PolicyDifference } from "#lib/contracts/escalation/time-machine.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { simulateEscalation } from "./simulate-escalation.ts";

const SEVERITIES = ["SEV1", "SEV2", "SEV3"] as const;
/** Any amount: levels that wait for revenue at risk are part of the comparison. */
const SOME_REVENUE = 1;

/** Who would be reached earlier, later, no more or newly by rules that are not saved yet. */
export async function comparePolicy(ctx: Ctx, { policy, rules, services, moments }: z.output<typeof ComparePolicy>): Promise<PolicyDifference[]> {
  authorize(ctx, "policy.read");
  const cases = moments.flatMap((at) => SEVERITIES.map((severity) => ({ at, severity })));
  const differences: PolicyDifference[] = [];
  for (const { at, severity } of cases) {
    const question = { services, severity, opensAt: at, revenuePerHour: SOME_REVENUE };
    const before = await simulateEscalation(ctx, { ...question, policy });
    const after = await simulateEscalation(ctx, { ...question, rules });
    differences.push({ at, severity, changes: reachChanges(before, after) });
  }
  return differences;
}
