import { DEFAULT_POLICY } from "#lib/contracts/escalation/default-policy.ts";
import { PolicyRules, type PolicySnapshot } from "#lib/contracts/escalation/policy.ts";
import type { Sql } from "#server/platform/sql.ts";

/** Every policy in use, and which one pages for a service. */
export type Policies = { standard: PolicySnapshot; byId: Map<string, PolicySnapshot>; byService: Map<string, string> };

type Row = { id: string; name: string; version: number; rules: unknown; is_default: boolean; services: string[] };

/** Policies are few: all of them in one statement, for the transaction that arms an escalation. */
export async function readPolicies(sql: Sql): Promise<Policies> {
  const rows = await sql.query<Row>({
    name: "policies",
    text: `
      SELECT p.id, p.name, p.version, p.rules, p.is_default, coalesce(array_agg(s.service_id::text) FILTER (WHERE s.service_id IS NOT NULL), '{}') AS services
      FROM escalation_policy p LEFT JOIN service_policy s ON s.policy_id = p.id WHERE p.archived_at IS NULL GROUP BY p.id`,
  });
  const snapshots = rows.map((row) => ({ row, policy: snapshotOf(row) }));
  return {
    standard: snapshots.find(({ row }) => row.is_default)?.policy ?? DEFAULT_POLICY,
    byId: new Map(snapshots.map(({ row, policy }) => [row.id, policy])),
    byService: new Map(snapshots.flatMap(({ row }) => row.services.map((service) => [service, row.id]))),
  };
}

export function snapshotOf({ id, name, version, rules }: Pick<Row, "id" | "name" | "version" | "rules">): PolicySnapshot {
  return { id, name, version, ...PolicyRules.parse(rules) };
}

/** The policy that pages for an incident: the one asked for, else that of its first service that has one, else the default. */
export function policyFor(policies: Policies, { policy, services }: { policy: string | null; services: readonly { id: string }[] }): PolicySnapshot {
  const asked = policy ? policies.byId.get(policy) : undefined;
  if (asked) return asked;
  const owning = services.map(({ id }) => policies.byService.get(id)).find((id) => id !== undefined);
  return (owning ? policies.byId.get(owning) : undefined) ?? policies.standard;
}
