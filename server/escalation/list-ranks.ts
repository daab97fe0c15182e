import { DEFAULT_POLICY } from "#lib/contracts/escalation/default-policy.ts";
import { PolicyRules } from "#lib/contracts/escalation/policy.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

export type Ranks = { positions: { key: string; name: string }[]; levels: string[] };

/** By which names people ask for somebody to be paged: positions, and the titles of all policies' levels. */
export async function listRanks(ctx: Ctx): Promise<Ranks> {
  authorize(ctx, "incident.read");
  const [positions, policies] = await Promise.all([
    db().position.findMany({ select: { key: true, name: true }, orderBy: [{ order: "asc" }, { key: "asc" }] }),
    db().escalationPolicy.findMany({ where: { archivedAt: null }, select: { rules: true, isDefault: true } }),
  ]);
  const stored = policies.flatMap(({ rules }) => PolicyRules.parse(rules).levels);
  const standard = policies.some(({ isDefault }) => isDefault) ? [] : DEFAULT_POLICY.levels;
  return { positions, levels: [...new Set([...standard, ...stored].map(({ title }) => title))] };
}
