import type { z } from "zod";
import type { SavePolicy } from "#lib/contracts/escalation/commands.ts";
import type { PolicySaved, PolicyView } from "#lib/contracts/escalation/policies.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { audit } from "./audited.ts";
import { readKnown } from "./known.ts";
import { namedPeople, policyProblems } from "./problem-rules.ts";
import { lockPolicies, readStored } from "./stored.ts";

type Input = z.output<typeof SavePolicy>;

/**
 * Makes a policy or changes one, unless somebody else changed it since `version`. Running escalations keep the rules with which they began.
 * There is always exactly one default: making one the default takes it from the other.
 */
export async function savePolicy(ctx: Ctx, input: Input): Promise<PolicySaved> {
  authorize(ctx, "policy.manage");
  return inTransaction(async (sql) => {
    await lockPolicies(sql);
    const stored = await readStored(sql);
    const before = standing(stored, input);
    refuseTakenName(stored.inUse, input);
    const known = await readKnown(sql, namedPeople(input.rules));
    const { errors, warnings } = policyProblems(input.rules, known);
    if (errors[0]) {
      const issues = errors.map(({ path, message }) => ({ path: `rules.${path}`, message }));
      throw new InvalidError(errors[0].message, "invalid_input", issues);
    }
    await refuseUnknownServices(sql, input.services);
    const id = before?.id ?? newId();
    const version = (before?.version ?? 0) + 1;
    freeName(sql, stored.archived, input.name);
    store(sql, { ...input, id, version, by: ctx.actor.name });
    await audit(sql, ctx, { action: before ? "policy.change" : "policy.create", subject: id, detail: detailOf(before, input, version) });
    return { id, version, warnings };
  });
}

/** The policy as it stands; null for a new one. */
function standing({ inUse, archived }: Awaited<ReturnType<typeof readStored>>, input: Input): PolicyView | null {
  const { id, version, isDefault } = input;
  if (id === null) {
    const rival = inUse.find((policy) => policy.id !== null && policy.isDefault && isDefault && policy.name === input.name);
    if (rival) throw conflictOf(rival, input);
    return null;
  }
  if (archived.some((policy) => policy.id === id)) throw new ConflictError("This policy was archived meanwhile. Bring it back first.");
  const before = inUse.find((policy) => policy.id === id);
  if (!before) throw new NotFoundError(`There is no policy with the id ${id}.`);
  if (before.version !== version) throw conflictOf(before, input);
  if (before.isDefault && !isDefault) {
    throw new InvalidError("One policy has to be the default. Make another one the default instead.", "invalid_input", [
      { path: "isDefault", message: "Make another policy the default instead." },
    ]);
  }
  return before;
}

const PARTS = ["name", "description", "rules", "isDefault", "services"] as const;

function valuesOf(policy: PolicyView): Pick<Input, (typeof PARTS)[number]> {
  const { name, description, rules, isDefault, services } = policy;
  return { name, description, rules, isDefault, services: services.map(({ id }) => id).toSorted() };
}

function changedParts(before: PolicyView, input: Input): (typeof PARTS)[number][] {
  const [was, is] = [valuesOf(before), { ...input, services: input.services.toSorted() }];
  return PARTS.filter((part) => JSON.stringify(was[part]) !== JSON.stringify(is[part]));
}

function conflictOf(before: PolicyView, input: Input): ConflictError {
  const changed = changedParts(before, input);
  const pick = (values: Pick<Input, (typeof PARTS)[number]>) => Object.fromEntries(changed.map((part) => [part, values[part]]));
  return new ConflictError("Somebody changed this policy while you were editing. Choose which stays; both are kept here.", {
    field: changed.join(", "),
    yours: pick(input),
    theirs: pick(valuesOf(before)),
    by: before.updatedBy,
    at: before.updatedAt,
  });
}

function refuseTakenName(inUse: readonly PolicyView[], { id, name }: Input): void {
  if (!inUse.some((policy) => policy.id !== null && policy.id !== id && policy.name.toLowerCase() === name.toLowerCase())) return;
  throw new InvalidError(`There is a policy “${name}” already. Choose another name.`, "invalid_input", [
    { path: "name", message: "Choose another name." },
  ]);
}

async function refuseUnknownServices(sql: Sql, ids: readonly string[]): Promise<void> {
  const rows = await sql.query<{ id: string }>({
    name: "policy-services",
    text: "SELECT id FROM service WHERE id = ANY($1::uuid[]) AND archived_at IS NULL",
    values: [ids],
  });
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  if (missing) throw new NotFoundError(`There is no service with the id ${missing}. Reload and choose again.`);
}

/** What is archived does not keep its name from what is in use. */
function freeName(sql: Sql, archived: readonly PolicyView[], name: string): void {
  const holder = archived.find((policy) => policy.name.toLowerCase() === name.toLowerCase());
  if (!holder?.id) return;
  sql.send({
    name: "policy-free-name",
    text: "UPDATE escalation_policy SET name = left(name, 60) || ' (archived ' || right(id::text, 6) || ')' WHERE id = $1",
    values: [holder.id],
  });
}

function store(sql: Sql, { id, version, name, description, rules, isDefault, services, by }: Input & { by: string }): void {
  if (isDefault) {
    sql.send({ name: "policy-no-default", text: "UPDATE escalation_policy SET is_default = false WHERE is_default AND id <> $1", values: [id] });
  }
  sql.send({
    name: "policy-store",
    text: `
      INSERT INTO escalation_policy (id, name, description, rules, is_default, version, created_at, updated_at, updated_by)
      VALUES ($1, $2, $3, $4::jsonb, $5, $6, muster_now(), muster_now(), $7)
      ON CONFLICT (id) DO UPDATE SET name = $2, description = $3, rules = $4::jsonb, is_default = $5, version = $6, updated_at = muster_now(), updated_by = $7`,
    values: [id, name, description, JSON.stringify(rules), isDefault, version, by],
  });
  sql.send({
    name: "policy-services-out",
    text: "DELETE FROM service_policy WHERE policy_id = $1 AND service_id <> ALL($2::uuid[])",
    values: [id, services],
  });
  sql.send({
    name: "policy-services-in",
    text: `
      INSERT INTO service_policy (service_id, policy_id) SELECT DISTINCT s, $1::uuid FROM unnest($2::uuid[]) AS s
      ON CONFLICT (service_id) DO UPDATE SET policy_id = excluded.policy_id`,
    values: [id, services],
  });
}

function detailOf(before: PolicyView | null, input: Input, version: number) {
  const is = valuesOf({ ...input, services: input.services.map((id) => ({ id, name: "" })), id: null, updatedAt: null, updatedBy: null });
  if (!before) return { version, ...is };
  const was = valuesOf(before);
  return {
    version,
    name: input.name,
    changed: Object.fromEntries(changedParts(before, input).map((part) => [part, { from: was[part], to: is[part] }])),
  };
}
