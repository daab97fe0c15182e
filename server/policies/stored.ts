import { DEFAULT_POLICY, DEFAULT_RULES } from "#lib/contracts/escalation/default-policy.ts";
import type { PolicyView } from "#lib/contracts/escalation/policies.ts";
import { PolicyRules } from "#lib/contracts/escalation/policy.ts";
import type { Sql } from "#server/platform/sql.ts";

/** What a console without a stored default pages by. */
export const SHIPPED: PolicyView = {
  id: null,
  name: DEFAULT_POLICY.name,
  description: "Comes with Muster.",
  rules: DEFAULT_RULES,
  isDefault: true,
  version: 0,
  services: [],
  updatedAt: null,
  updatedBy: null,
};

type Row = Omit<PolicyView, "rules" | "updatedAt"> & { rules: unknown; updatedAt: Date; isArchived: boolean };

/** Every policy, the default first; archived ones apart. Where none is stored as the default, the one that comes with Muster is. */
export async function readStored(sql: Sql): Promise<{ inUse: PolicyView[]; archived: PolicyView[] }> {
  const rows = await sql.query<Row>({ name: "policies-stored", text: STORED });
  const view = ({ isArchived: _, ...row }: Row): PolicyView => ({
    ...row,
    rules: PolicyRules.parse(row.rules),
    updatedAt: row.updatedAt.toISOString(),
  });
  const inUse = rows.filter(({ isArchived }) => !isArchived).map(view);
  const hasDefault = inUse.some(({ isDefault }) => isDefault);
  return { inUse: hasDefault ? inUse : [SHIPPED, ...inUse], archived: rows.filter(({ isArchived }) => isArchived).map(view) };
}

/** Those who change policies do so one after the other: there is exactly one default. */
export async function lockPolicies(sql: Sql): Promise<void> {
  await sql.query({ name: "lock-policies", text: "SELECT pg_advisory_xact_lock(hashtext('muster policies'))" });
}

const STORED = `
  SELECT p.id, p.name, p.description, p.rules, p.is_default AS "isDefault", p.version, p.updated_at AS "updatedAt", p.updated_by AS "updatedBy",
    p.archived_at IS NOT NULL AS "isArchived",
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) ORDER BY s.name)
      FROM service_policy sp JOIN service s ON s.id = sp.service_id WHERE sp.policy_id = p.id), '[]') AS services
  FROM escalation_policy p ORDER BY p.is_default DESC, p.name`;
