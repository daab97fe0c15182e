import { IntegrationSettings, type IntegrationSummary } from "#lib/contracts/integration.ts";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { hookUrl } from "#server/platform/env.ts";

const HOURS = 24;

type Row = {
  id: string;
  kind: IntegrationKind;
  name: string;
  isEnabled: boolean;
  settings: unknown;
  lastEventAt: Date | null;
  perHour: number[];
  received: number;
  repeated: number;
  refused: number;
  failed: number;
  lastReason: string | null;
  isLastFailed: boolean | null;
  isRefusing: boolean;
  previousUntil: Date | null;
  version: number;
  createdAt: Date;
  createdBy: string;
};

/** Every integration with how it fared in the last 24 hours. */
export async function listIntegrations(ctx: Ctx): Promise<IntegrationSummary[]> {
  authorize(ctx, "settings.manage");
  const rows = await db().$queryRaw<Row[]>`
    SELECT i.id, i.kind, i.name, i.is_enabled AS "isEnabled", i.settings, i.version, i.created_at AS "createdAt", i.created_by AS "createdBy",
      CASE WHEN i.previous_until > muster_now() THEN i.previous_until END AS "previousUntil", e.last_at AS "lastEventAt", e.state = 'failed' AS "isLastFailed",
      h.per_hour AS "perHour", h.received, h.repeated, h.refused, h.last_reason AS "lastReason", h.is_refusing AS "isRefusing",
      (SELECT count(*)::int FROM intake_event f WHERE f.integration_id = i.id AND f.state = 'failed' AND f.received_at > muster_now() - make_interval(hours => ${HOURS})) AS failed
    FROM integration i
    LEFT JOIN LATERAL (SELECT last_at, state FROM intake_event WHERE integration_id = i.id ORDER BY received_at DESC, id DESC LIMIT 1) e ON true
    CROSS JOIN LATERAL (
      SELECT array_agg(coalesce(c.received, 0) + coalesce(c.repeated, 0) ORDER BY hours.at) AS per_hour, coalesce(sum(c.received), 0)::int AS received,
        coalesce(sum(c.repeated), 0)::int AS repeated, coalesce(sum(c.refused), 0)::int AS refused,
        (array_agg(c.last_reason ORDER BY hours.at DESC) FILTER (WHERE c.last_reason IS NOT NULL))[1] AS last_reason,
        coalesce(bool_or(hours.at > muster_now() - interval '2 hours' AND c.refused > c.received + c.repeated), false) AS is_refusing
      FROM generate_series(date_trunc('hour', muster_now()) - make_interval(hours => ${HOURS - 1}), date_trunc('hour', muster_now()), interval '1 hour') AS hours (at)
      LEFT JOIN integration_hour c ON c.integration_id = i.id AND c.hour = hours.at) h
    WHERE i.deleted_at IS NULL ORDER BY i.name, i.id`;
  return rows.map(summaryOf);
}

function summaryOf({ isLastFailed, isRefusing, settings, lastEventAt, previousUntil, createdAt, ...row }: Row): IntegrationSummary {
  const state = !row.isEnabled ? "disabled" : isRefusing ? "refusing" : lastEventAt === null ? "quiet" : isLastFailed ? "failing" : "good";
  return {
    ...row,
    state,
    url: hookUrl(row.id),
    settings: IntegrationSettings.parse(settings),
    lastEventAt: lastEventAt?.toISOString() ?? null,
    previousUntil: previousUntil?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
