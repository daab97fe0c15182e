import { accountOf } from "#lib/contracts/contradictions/account-of.ts";
import { contradictionsOf } from "#lib/contracts/contradictions.ts";
import { foldAnnotation } from "#lib/contracts/fold.ts";
import { postmortemFigures } from "#lib/contracts/postmortem-figures.ts";
import type { Annotation, TimelineEntry } from "#lib/contracts/timeline.ts";
import { figureContext } from "#server/documents/index.ts";
import { findIncident } from "#server/incidents/index.ts";
import { newestAnalysis } from "#server/investigations/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, type Reader } from "#server/platform/db.ts";
import type { Analysis } from "#server/rca/index.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { readLog } from "#server/timeline/index.ts";
import type { Owner, Past, WriterSource } from "./writer/source.ts";

export type Gathered = WriterSource & { incidentId: string };

/** All that a postmortem is written from, as it is now. */
export async function gatherSource(ctx: Ctx, reference: string, reader: Reader = db()): Promise<Gathered> {
  authorize(ctx, "incident.read");
  const { id, room } = await findIncident(ctx, reference, reader);
  const [log, settings, context, now, analysis] = await Promise.all([
    readLog(reader, id),
    organisationSettings(reader),
    figureContext(room, reader),
    databaseNow(reader),
    newestAnalysis(ctx, reference, reader),
  ]);
  const entries = asTheyRead(log);
  const account = accountOf(log);
  const services = room.services.map((service) => service.id);
  const [owners, past] = await Promise.all([ownersOf(reader, services), pastOf(reader, id, services, analysis)]);
  return {
    incidentId: id,
    room,
    entries,
    figures: postmortemFigures({ room, entries, context, settings, now }),
    settings,
    analysis,
    owners,
    past,
    contradictions: account ? contradictionsOf(account) : [],
    now,
  };
}

/** A log with each entry as later ones left it. Pure. */
export function asTheyRead(log: readonly TimelineEntry[]): TimelineEntry[] {
  const annotations = new Map<number, Annotation>();
  for (const entry of log) {
    const { fact } = entry;
    if (fact.kind === "amended" || fact.kind === "retracted" || fact.kind === "marked")
      annotations.set(fact.entry, foldAnnotation(annotations.get(fact.entry) ?? null, fact, entry));
  }
  return log.map((entry) => ({ ...entry, annotation: annotations.get(entry.seq) ?? entry.annotation }));
}

type OwnerRow = { service: string; team: string | null; lead_id: string | null; lead: string | null };

async function ownersOf(reader: Reader, services: string[]): Promise<Owner[]> {
  if (services.length === 0) return [];
  const rows = await reader.$queryRaw<OwnerRow[]>`
    SELECT s.name AS service, t.name AS team, u.id AS lead_id, u.name AS lead FROM service s LEFT JOIN team t ON t.id = s.team_id
    LEFT JOIN LATERAL (SELECT u.id, u.name FROM team_member m JOIN "user" u ON u.id = m.user_id AND u.deactivated_at IS NULL WHERE m.team_id = t.id AND m.is_lead ORDER BY u.name LIMIT 1) u ON TRUE
    WHERE s.id = ANY(${services}::uuid[])`;
  return rows.map(({ service, team, lead_id, lead }) => ({ service, team: team ?? "", lead: lead_id && lead ? { id: lead_id, name: lead } : null }));
}

const MOST_PAST = 3;
type PastRow = { reference: string; title: string; open: string[] | null; done: string[] | null };

/** Earlier incidents of everybody's that struck the same services or had the same kind of cause, and that something followed from. */
async function pastOf(reader: Reader, incident: string, services: string[], analysis: Analysis | null): Promise<Past[]> {
  const signature = analysis?.rootCause.signature ?? null;
  const named = analysis?.similar.map(({ reference }) => reference) ?? [];
  const rows = await reader.$queryRaw<PastRow[]>`
    SELECT i.reference, i.title, array_agg(a.title) FILTER (WHERE a.state IN ('open', 'doing')) AS open, array_agg(a.title) FILTER (WHERE a.state = 'done') AS done
    FROM incident i JOIN action_item a ON a.incident_id = i.id
    WHERE i.id <> ${incident}::uuid AND i.visibility = 'normal' AND i.kind IN ('real', 'retrospective')
      AND i.declared_at < (SELECT declared_at FROM incident WHERE id = ${incident}::uuid)
      AND (i.reference = ANY(${named}) OR a.signature = ${signature} OR EXISTS (SELECT FROM incident_service s WHERE s.incident_id = i.id AND s.service_id = ANY(${services}::uuid[])))
    GROUP BY i.id ORDER BY (i.reference = ANY(${named})) DESC, i.declared_at DESC LIMIT ${MOST_PAST}`;
  return rows.map(({ reference, title, open, done }) => ({ reference, title, openItems: open ?? [], doneItems: done ?? [] }));
}
