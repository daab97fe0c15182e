import type { z } from "zod";
import { formatReference } from "#lib/contracts/ids.ts";
import type { ServiceRef } from "#lib/contracts/incident.ts";
import type { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { COMMANDER } from "#lib/contracts/role.ts";
import type { FactOf } from "#lib/contracts/timeline.ts";
import { peopleRefs } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { once } from "#server/platform/once.ts";
import { servicesRefs } from "#server/services/index.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { record } from "#server/timeline/index.ts";
import { decideDeclaration } from "./declaration.ts";

/** Declares an incident: reference, state, first facts, the declarer as commander and watcher. Returns its reference. */
export async function declareIncident(ctx: Ctx, input: z.output<typeof DeclareIncident>): Promise<{ id: string; reference: string }> {
  authorize(ctx, "incident.declare");
  return transaction((tx) => once(tx, ctx, () => declare(tx, ctx, input)));
}

async function declare(tx: Transaction, ctx: Ctx, input: z.output<typeof DeclareIncident>): Promise<{ id: string; reference: string }> {
  const settings = await organisationSettings(tx);
  const services = await servicesRefs(tx, input.services);
  const members = await membersOf(tx, ctx, input);
  const { day, counter, now } = await nextReference(tx);
  const reference = formatReference(day, counter);
  const fact = decideDeclaration({ reference, input, services, members, settings, now, by: ctx.actor.name });
  const id = newId();
  const auditHash = await audit(tx, ctx, { action: "incident.declare", subject: reference, detail: { id, title: fact.title } });
  await insertIncident(tx, { id, fact, auditHash, now, services });
  const incident = { id, room: null, lastSeq: 0, auditHash, now };
  await record(tx, ctx, incident, fact);
  if (ctx.person) {
    const person = { id: ctx.person.id, name: ctx.person.name };
    await record(tx, ctx, incident, {
      kind: "role",
      assignment: { id: newId(), role: COMMANDER, person, state: "active", since: now, assignedBy: person.name },
      replaces: null,
      reason: null,
    });
    await record(tx, ctx, incident, { kind: "watcher", person, isWatching: true });
  }
  return { id, reference };
}

async function membersOf(tx: Transaction, ctx: Ctx, input: z.output<typeof DeclareIncident>) {
  if (input.visibility !== "private") return [];
  const ids = ctx.person ? [ctx.person.id, ...input.members] : input.members;
  return peopleRefs(tx, [...new Set(ids)]);
}

/** The day's row lock is held until commit, so that references have no gap even when a declaration fails. */
async function nextReference(tx: Transaction): Promise<{ day: string; counter: number; now: string }> {
  const [row] = await tx.$queryRaw<{ day: string; counter: number; now: Date }[]>`
    INSERT INTO incident_day (day, counter) VALUES ((muster_now() AT TIME ZONE 'UTC')::date, 1)
    ON CONFLICT (day) DO UPDATE SET counter = incident_day.counter + 1
    RETURNING to_char(day, 'YYYY-MM-DD') AS day, counter, muster_now() AS now`;
  if (!row) throw new Error("The database gave no reference.");
  return { day: row.day, counter: row.counter, now: row.now.toISOString() };
}

type NewIncident = { id: string; fact: FactOf<"declared">; auditHash: Uint8Array; now: string; services: ServiceRef[] };

async function insertIncident(tx: Transaction, { id, fact, auditHash, now, services }: NewIncident): Promise<void> {
  const words = [fact.title, fact.summary, ...services.map(({ name }) => name)].join("\n");
  const at = new Date(now);
  await tx.$queryRaw`
    WITH incident AS (
      INSERT INTO incident (id, reference, title, kind, visibility, phase, state, audit_hash, declared_at, activity_at, indexed_seq)
      VALUES (${id}::uuid, ${fact.reference}, ${fact.title}, ${fact.incidentKind}, ${fact.visibility}, ${fact.phase}, '{}'::jsonb, ${auditHash}, ${at}, ${at}, 0)
      RETURNING id, declared_at
    )
    INSERT INTO incident_search (incident_id, declared_at, document) SELECT id, declared_at, to_tsvector('simple', ${words}) FROM incident`;
}
