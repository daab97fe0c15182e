import type { ChangeKind } from "#lib/contracts/alert-terms.ts";
import type { ChangeRef } from "#lib/contracts/change.ts";
import { appendToIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { ParsedChange } from "./parsed-change.ts";

/** Who tells. `integrationId` null: the API, or a connection that is read. */
export type ChangeSource = { integrationId: string | null; name: string; scope: string };

type Stored = {
  id: string;
  kind: ChangeKind;
  service: string;
  serviceId: string | null;
  title: string;
  author: string | null;
  link: string | null;
  at: Date;
  isNew: boolean;
};

/** A change of longer ago belongs to no incident that is open now. */
const RECENT_MS = 24 * 3_600_000;
const LONGEST_KEY = 400;

/** Keeps changes, each once whatever its source repeats, and tells the open incidents of their services. Answers with how many were new. */
export async function storeChanges(ctx: Ctx, source: ChangeSource, changes: readonly ParsedChange[], receivedAt: string): Promise<number> {
  authorize(ctx, "alert.manage");
  if (changes.length === 0) return 0;
  const once = [...new Map(changes.map((change) => [change.key, change])).values()];
  const given = once.map((change) => ({
    ...change,
    id: newId(),
    key: `${source.scope} ${change.key}`.slice(0, LONGEST_KEY),
    at: change.at ?? receivedAt,
  }));
  const stored = await db().$queryRaw<Stored[]>`
    INSERT INTO change AS c (id, integration_id, source_name, key, kind, service, service_id, title, author, link, at, received_at)
    SELECT r.id, ${source.integrationId}::uuid, ${source.name}, r.key, r.kind, r.service, s.id, r.title, r.author, r.link, r.at, muster_now()
    FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS r (id uuid, key text, kind text, service text, title text, author text, link text, at timestamptz)
    LEFT JOIN LATERAL (SELECT id FROM service WHERE archived_at IS NULL AND r.service <> '' AND (slug = lower(r.service) OR lower(name) = lower(r.service))
      ORDER BY slug LIMIT 1) s ON true
    ORDER BY r.key
    ON CONFLICT (key) DO UPDATE SET title = excluded.title, link = coalesce(excluded.link, c.link)
    RETURNING id, kind, service, service_id AS "serviceId", title, author, link, at, (xmax = 0) AS "isNew"`;
  for (const change of stored) await tellIncidents(ctx, change);
  return stored.filter(({ isNew }) => isNew).length;
}

/** Once for each incident, however often it is tried. */
async function tellIncidents(ctx: Ctx, { serviceId, isNew: _, at, ...change }: Stored): Promise<void> {
  if (!serviceId || Date.now() - at.getTime() > RECENT_MS) return;
  const open = await db().$queryRaw<{ reference: string }[]>`
    SELECT i.reference FROM incident i JOIN incident_service s ON s.incident_id = i.id
    WHERE s.service_id = ${serviceId}::uuid AND i.phase IN ('triage', 'investigating', 'identified', 'mitigating', 'monitoring')`;
  const told: ChangeRef = { ...change, at: at.toISOString() };
  for (const { reference } of open) {
    const asOnce = { ...ctx, requestKey: `change:${change.id}:${reference}` };
    await appendToIncident(asOnce, "alert.manage", reference, (incident) =>
      incident.record({ kind: "change", change: told }, { occurredAt: told.at <= incident.now ? told.at : null }).then(({ seq }) => ({ seq })),
    );
  }
}
