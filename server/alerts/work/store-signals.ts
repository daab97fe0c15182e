import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { foldSignals, type JudgedSignal, type KeptAlert, type Signal } from "./fold-signals.ts";
import { type ReadEvent, settingsOf } from "./read-event.ts";

/**
 * Keeps what messages of one integration say of its alerts, all of it or nothing. One that was kept before a crash is read, not kept again.
 * Answers with what each signal was.
 */
export async function storeSignals(ctx: Ctx, integrationId: string, read: readonly ReadEvent[]): Promise<JudgedSignal[]> {
  authorize(ctx, "alert.manage");
  const signals = read.flatMap(signalsOf);
  if (signals.length === 0) return [];
  return inTransaction(async (sql) => {
    sql.send({ name: "alerts-lock", text: "SELECT pg_advisory_xact_lock(hashtextextended($1, 1))", values: [integrationId] });
    const [before, latest] = await Promise.all([signalsBefore(sql, signals), latestAlerts(sql, integrationId, signals)]);
    const isNew = (signal: Signal) => !before.has(nameOf(signal));
    const { alerts, judged } = foldSignals(latest, signals.filter(isNew), newId);
    const event = read[0]?.event;
    if (alerts.length > 0 && event) {
      storeAlerts(sql, integrationId, event.kind ?? "api", event.name, settingsOf(event.settings).serviceLabel, alerts);
      storeJudged(sql, judged);
      sql.send({ name: "alerts-tell", text: "SELECT pg_notify('muster', 'alerts all')" });
    }
    return [...judged, ...signals.filter((signal) => !isNew(signal)).flatMap((signal) => before.get(nameOf(signal))?.(signal) ?? [])];
  });
}

function signalsOf({ event, alerts }: ReadEvent): Signal[] {
  return alerts.map((alert, index) => ({ eventId: event.id, round: event.round, index, at: event.receivedAt, alert }));
}

const nameOf = ({ eventId, round, index }: Pick<Signal, "eventId" | "round" | "index">): string => `${eventId} ${round} ${index}`;

/** What was judged already of these messages, by a worker that went no further. */
async function signalsBefore(sql: Sql, signals: Signal[]): Promise<Map<string, (signal: Signal) => JudgedSignal>> {
  const rows = await sql.query<{ eventId: string; round: number; index: number; alertId: string; kind: JudgedSignal["kind"] }>({
    name: "alert-signals-before",
    text: `SELECT event_id AS "eventId", round, index, alert_id AS "alertId", kind FROM alert_signal WHERE event_id = ANY($1)`,
    values: [[...new Set(signals.map(({ eventId }) => eventId))]],
  });
  return new Map(rows.map((row) => [nameOf(row), (signal) => ({ ...signal, alertId: row.alertId, kind: row.kind })]));
}

type Row = Omit<KeptAlert, "startsAt" | "endsAt" | "firstAt" | "lastAt"> & { startsAt: Date; endsAt: Date | null; firstAt: Date; lastAt: Date };

async function latestAlerts(sql: Sql, integrationId: string, signals: Signal[]): Promise<Map<string, KeptAlert>> {
  const rows = await sql.query<Row>({
    name: "alerts-latest",
    text: `
      SELECT a.id, a.dedup_key AS "dedupKey", a.status, a.level, a.title, a.description, a.labels, a.link, a.starts_at AS "startsAt",
        a.ends_at AS "endsAt", a.first_at AS "firstAt", a.last_at AS "lastAt", a.occurrences, a.refires, a.outcome, a.reason
      FROM unnest($2::text[]) AS wanted (key) CROSS JOIN LATERAL (
        SELECT * FROM alert WHERE integration_id = $1 AND dedup_key = wanted.key ORDER BY last_at DESC, id DESC LIMIT 1) a`,
    values: [integrationId, [...new Set(signals.map(({ alert }) => alert.key))]],
  });
  return new Map(rows.map((row) => [row.dedupKey, keptOf(row)]));
}

function keptOf({ startsAt, endsAt, firstAt, lastAt, ...row }: Row): KeptAlert {
  return {
    ...row,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  };
}

/** The service is found by its slug or name, as the label of this integration says it. What became of an alert is the router's to say. */
const STORE = `
  INSERT INTO alert AS a (id, integration_id, source, source_name, dedup_key, status, level, title, description, labels, link, starts_at, ends_at,
    first_at, last_at, occurrences, refires, outcome, reason, service, service_id)
  SELECT r.id, $2, $3, $4, r."dedupKey", r.status, r.level, r.title, r.description, r.labels, r.link, r."startsAt", r."endsAt",
    r."firstAt", r."lastAt", r.occurrences, r.refires, r.outcome, r.reason, coalesce(r.labels->>$5, ''), s.id
  FROM jsonb_to_recordset($1) AS r (id uuid, "dedupKey" text, status text, level text, title text, description text, labels jsonb, link text,
    "startsAt" timestamptz, "endsAt" timestamptz, "firstAt" timestamptz, "lastAt" timestamptz, occurrences int, refires int, outcome text, reason text)
  LEFT JOIN LATERAL (SELECT id FROM service WHERE archived_at IS NULL AND (slug = lower(r.labels->>$5) OR lower(name) = lower(r.labels->>$5))
    ORDER BY slug LIMIT 1) s ON true
  ON CONFLICT (id) DO UPDATE SET status = excluded.status, level = excluded.level, title = excluded.title, description = excluded.description,
    labels = excluded.labels, link = excluded.link, starts_at = excluded.starts_at, ends_at = excluded.ends_at, last_at = excluded.last_at,
    occurrences = excluded.occurrences, refires = excluded.refires, service = excluded.service, service_id = coalesce(excluded.service_id, a.service_id),
    outcome = CASE WHEN excluded.outcome = 'pending' THEN 'pending' ELSE a.outcome END`;

function storeAlerts(sql: Sql, integrationId: string, source: string, name: string, label: string, alerts: KeptAlert[]): void {
  sql.send({ name: "alerts-store", text: STORE, values: [JSON.stringify(alerts), integrationId, source, name, label] });
}

function storeJudged(sql: Sql, judged: JudgedSignal[]): void {
  const column = <T>(of: (signal: JudgedSignal) => T): T[] => judged.map(of);
  sql.send({
    name: "alert-signals-store",
    text: `INSERT INTO alert_signal (event_id, round, index, alert_id, at, kind, level)
      SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $5::timestamptz[], $6::text[], $7::text[])`,
    values: [
      column(({ eventId }) => eventId),
      column(({ round }) => round),
      column(({ index }) => index),
      column(({ alertId }) => alertId),
      column(({ at }) => at),
      column(({ kind }) => kind),
      column(({ alert }) => alert.level),
    ],
  });
}
