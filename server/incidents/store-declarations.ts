import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import { formatReference } from "#lib/contracts/ids.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { FactOf } from "#lib/contracts/timeline.ts";
import { type AuditBatch, addAudit, lockAudit, storeAudit } from "#server/platform/audit-batch.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { gather, type Outcome } from "#server/platform/gather.ts";
import { newId } from "#server/platform/id.ts";
import { type Kept, keptAnswers, receiptKey, sameAnswer } from "#server/platform/once.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { type Policies, policyFor, readPolicies } from "#server/policies/index.ts";
import { ORGANISATION_KEY, settingsOf } from "#server/settings/index.ts";
import { type LockedIncident, lockedIncident, type Receipt, record, storeChanges } from "#server/timeline/index.ts";
import { type Declaration, decideDeclaration } from "./declaration.ts";

export type Declared = { id: string; reference: string };
type Wanted = { ctx: Ctx } & Omit<Declaration, "reference" | "settings" | "now" | "by" | "paging">;

const ABOUT = "the declarations";

/**
 * Stores a declaration. Those that come at the same time share one transaction: each of them needs the end of the organisation's audit
 * chain and the day's counter, which only one transaction can hold until it commits.
 */
export const storeDeclaration = gather<Wanted, Declared>((wanted) => inTransaction((sql) => declareAll(sql, wanted)), { most: 50, lanes: 1 });

type Batch = { chain: AuditBatch; day: Day; policies: Policies; kept: Map<string, Kept>; receipts: Receipt[]; incidents: LockedIncident[] };

async function declareAll(sql: Sql, wanted: Wanted[]): Promise<Outcome<Declared>[]> {
  const keys = wanted.flatMap(({ ctx }) => receiptKey(ctx) ?? []);
  const [chain, day, policies, kept] = await Promise.all([lockAudit(sql), readDay(sql), readPolicies(sql), keptAnswers(sql, keys)]);
  const batch: Batch = { chain, day, policies, kept, receipts: [], incidents: [] };
  const outcomes: Outcome<Declared>[] = [];
  for (const one of wanted) outcomes.push(await declareOne(sql, batch, one));
  if (batch.incidents.length > 0) {
    storeAudit(sql, chain);
    storeDay(sql, day);
    await storeChanges(sql, batch.incidents, batch.receipts);
  }
  return outcomes;
}

/** A refusal is this one's own; whatever else goes wrong fails the whole batch. */
async function declareOne(sql: Sql, batch: Batch, wanted: Wanted): Promise<Outcome<Declared>> {
  const { ctx } = wanted;
  const key = receiptKey(ctx);
  const standing = key ? batch.kept.get(key) : undefined;
  const reference = formatReference(batch.day.day, batch.day.counter + 1);
  let fact: FactOf<"declared">;
  try {
    if (standing) return { value: sameAnswer<Declared>(standing, ABOUT) };
    const { settings, now } = batch.day;
    const paging = { id: newId(), policy: policyFor(batch.policies, { policy: wanted.input.policy ?? null, services: wanted.services }) };
    fact = decideDeclaration({ ...wanted, reference, settings, now, by: ctx.actor.name, paging });
  } catch (error) {
    return { error };
  }
  const id = newId();
  batch.day.counter += 1;
  const auditHash = addAudit(batch.chain, ctx, { action: "incident.declare", subject: reference, detail: { id, title: fact.title } });
  const incident = lockedIncident({ id, room: null, lastSeq: 0, auditHash, now: batch.day.now });
  await recordFirstFacts(sql, ctx, incident, fact);
  batch.incidents.push(incident);
  const value = { id, reference };
  if (key) {
    batch.receipts.push({ key, answer: { value, about: ABOUT } });
    batch.kept.set(key, { value, about: ABOUT });
  }
  return { value };
}

async function recordFirstFacts(sql: Sql, ctx: Ctx, incident: LockedIncident, declared: FactOf<"declared">): Promise<void> {
  await record(sql, ctx, incident, declared);
  if (!ctx.person) return;
  const person = { id: ctx.person.id, name: ctx.person.name };
  const assignment = { id: newId(), role: COMMANDER, person, state: "active" as const, since: incident.now, assignedBy: person.name };
  await record(sql, ctx, incident, { kind: "role", assignment, replaces: null, reason: null });
  await record(sql, ctx, incident, { kind: "watcher", person, isWatching: true });
}

/** `day` is the UTC day, `counter` the last one given on it. */
type Day = { day: string; counter: number; now: string; settings: OrganisationSettings };

/** Read after the chain was locked, by a statement sent behind that one: that is what keeps references free of gaps. */
async function readDay(sql: Sql): Promise<Day> {
  const [row] = await sql.query<{ day: string; counter: number; now: Date; settings: unknown }>({
    name: "day-read",
    text: `
      SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(i.counter, 0) AS counter, d.now, (SELECT value FROM setting WHERE key = $1) AS settings
      FROM (SELECT muster_now() AS now, (muster_now() AT TIME ZONE 'UTC')::date AS day) d LEFT JOIN incident_day i USING (day)`,
    values: [ORGANISATION_KEY],
  });
  if (!row) throw new Error("The database gave no reference.");
  return { day: row.day, counter: row.counter, now: row.now.toISOString(), settings: settingsOf(row.settings) };
}

function storeDay(sql: Sql, { day, counter }: Day): void {
  sql.send({
    name: "day-store",
    text: "INSERT INTO incident_day (day, counter) VALUES ($1, $2) ON CONFLICT (day) DO UPDATE SET counter = excluded.counter",
    values: [day, counter],
  });
}
