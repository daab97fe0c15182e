import type { AlertRuleView } from "#lib/contracts/alert-rule.ts";
import type { AlertLevel, AlertOutcome } from "#lib/contracts/alert-terms.ts";
import type { Sql } from "#server/platform/sql.ts";
import { ORGANISATION_KEY, settingsOf } from "#server/settings/index.ts";
import { rulesOf } from "../rules/stored-rules.ts";
import type { Budget, RunningWindow, Used } from "./decide.ts";

/** An alert that waits for a decision. `incident`: the one that it belongs to already. */
export type Waiting = {
  id: string;
  integrationId: string;
  source: string;
  dedupKey: string;
  status: "firing" | "resolved";
  level: AlertLevel;
  title: string;
  labels: Record<string, string>;
  serviceId: string | null;
  serviceSlug: string | null;
  /** As its sender names it. */
  service: string;
  outcome: AlertOutcome;
  refires: number;
  incident: { id: string; isActive: boolean; isMerged: boolean; resolvedAt: string | null } | null;
};

/** All that decisions rest on, as it stands in this transaction. */
export type Ground = {
  now: string;
  rules: AlertRuleView[];
  windows: RunningWindow[];
  budget: Budget;
  used: Used;
};

const ACTIVE = "('triage', 'investigating', 'identified', 'mitigating', 'monitoring')";

/** The alerts among these that are to be decided, worst and oldest first. */
export function readWaiting(sql: Sql, ids: string[]): Promise<Waiting[]> {
  return sql.query<Waiting>({
    name: "alerts-waiting",
    text: `
      SELECT a.id, a.integration_id AS "integrationId", a.source, a.dedup_key AS "dedupKey", a.status, a.level, a.title, a.labels, a.outcome, a.refires, a.service,
        a.service_id AS "serviceId", s.slug AS "serviceSlug",
        CASE WHEN i.id IS NOT NULL THEN jsonb_build_object('id', i.id, 'isActive', i.phase IN ${ACTIVE}, 'isMerged', i.phase = 'merged',
          'resolvedAt', i.state->'timestamps'->'resolvedAt'->>'at') END AS incident
      FROM alert a LEFT JOIN service s ON s.id = a.service_id LEFT JOIN incident i ON i.id = a.incident_id
      WHERE a.id = ANY($1) AND (a.outcome IN ('pending', 'maintenance') OR (a.outcome = 'attached' AND a.incident_id IS NULL AND a.decided_at < muster_now() - interval '30 seconds'))
      ORDER BY array_position(ARRAY['critical', 'error', 'warning', 'info'], a.level), a.first_at, a.id FOR UPDATE OF a`,
    values: [ids],
  });
}

export async function readGround(sql: Sql): Promise<Ground> {
  const [row] = await sql.query<{ now: Date; settings: unknown }>({
    name: "alerts-ground",
    text: "SELECT muster_now() AS now, (SELECT value FROM setting WHERE key = $1) AS settings",
    values: [ORGANISATION_KEY],
  });
  if (!row) throw new Error("The database did not answer with its time.");
  const budget = settingsOf(row.settings).alertBudget;
  const [rules, windows, used] = await Promise.all([rulesOf(sql), runningWindows(sql), usedBudget(sql, budget)]);
  return { now: row.now.toISOString(), rules, windows, budget, used };
}

function runningWindows(sql: Sql): Promise<RunningWindow[]> {
  return sql.query<RunningWindow>({
    name: "alerts-windows",
    text: `SELECT id, title, service_ids AS "serviceIds", matchers FROM maintenance_window
      WHERE ended_at IS NULL AND starts_at <= muster_now() AND ends_at > muster_now() ORDER BY starts_at`,
  });
}

async function usedBudget(sql: Sql, { minutes }: Budget): Promise<Used> {
  const [row] = await sql.query<{ critical: number; others: number }>({
    name: "alerts-used",
    text: `SELECT count(*) FILTER (WHERE level = 'critical')::int AS critical, count(*) FILTER (WHERE level <> 'critical')::int AS others
      FROM alert WHERE outcome = 'declared' AND decided_at > muster_now() - make_interval(mins => $1)`,
    values: [minutes],
  });
  return row ?? { critical: 0, others: 0 };
}

type Declaring = Pick<Waiting, "id" | "integrationId" | "dedupKey" | "labels" | "serviceId" | "service">;

/** Alerts whose incident was decided on and is not there yet: others may join them meanwhile. */
export function readDeclaring(sql: Sql): Promise<Declaring[]> {
  return sql.query<Declaring>({
    name: "alerts-declaring",
    text: `SELECT id, integration_id AS "integrationId", dedup_key AS "dedupKey", labels, service, service_id AS "serviceId" FROM alert
      WHERE outcome = 'declared' AND incident_id IS NULL AND decided_at > muster_now() - interval '5 minutes' ORDER BY decided_at, id LIMIT 500`,
  });
}

/** Open incidents that everybody may see, by what an alert can share with them. Real ones only: no drill takes in an alert. */
export const OPEN_INCIDENT = `i.visibility = 'normal' AND i.kind = 'real' AND i.phase IN ${ACTIVE}`;

/** The newest open incident with this service, else null. */
export async function openOfService(sql: Sql, serviceId: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>({
    name: "alerts-open-service",
    text: `SELECT i.id FROM incident i JOIN incident_service s ON s.incident_id = i.id WHERE s.service_id = $1 AND ${OPEN_INCIDENT}
      ORDER BY i.declared_at DESC, i.id DESC LIMIT 1`,
    values: [serviceId],
  });
  return row?.id ?? null;
}

/** The newest open incident that has an alert of a service which the catalogue does not know. */
export async function openOfServiceWord(sql: Sql, service: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>({
    name: "alerts-open-service-word",
    text: `SELECT i.id FROM alert a JOIN incident i ON i.id = a.incident_id WHERE a.service = $1 AND ${OPEN_INCIDENT}
      ORDER BY i.declared_at DESC, i.id DESC LIMIT 1`,
    values: [service],
  });
  return row?.id ?? null;
}

/** The newest open incident that an earlier alert with the same key belongs to. */
export async function openOfKey(sql: Sql, { integrationId, dedupKey }: Pick<Waiting, "integrationId" | "dedupKey">): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>({
    name: "alerts-open-key",
    text: `SELECT i.id FROM alert a JOIN incident i ON i.id = a.incident_id WHERE a.integration_id = $1 AND a.dedup_key = $2 AND ${OPEN_INCIDENT}
      ORDER BY a.last_at DESC, a.id DESC LIMIT 1`,
    values: [integrationId, dedupKey],
  });
  return row?.id ?? null;
}

/** The newest open incident that has an alert with this value of a label. */
export async function openOfLabel(sql: Sql, label: string, value: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>({
    name: "alerts-open-label",
    text: `SELECT i.id FROM alert a JOIN incident i ON i.id = a.incident_id WHERE a.labels->>$1 = $2 AND ${OPEN_INCIDENT}
      ORDER BY i.declared_at DESC, i.id DESC LIMIT 1`,
    values: [label, value],
  });
  return row?.id ?? null;
}
