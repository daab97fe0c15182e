import type { Actor } from "#lib/contracts/actor.ts";
import type { Fact } from "#lib/contracts/timeline.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { incidentMessage, messageIdOf } from "./payload.ts";

const BATCH = 500;

type Listening = { id: string; kinds: string[]; includesPrivate: boolean; startsAt: Date };
type Row = {
  reference: string;
  title: string;
  severity: string | null;
  phase: string;
  kind: string;
  visibility: string;
  lastSeq: number;
  seq: number | null;
  fact: string;
  payload: object;
  actor: Actor;
  occurredAt: Date;
  recordedAt: Date;
};

/** Looks through what is new in the logs of these incidents and queues a delivery for each entry that a webhook wants; once, however often it runs. */
export async function queueEvents(incidentIds: string[]): Promise<void> {
  const webhooks = await listeningWebhooks();
  if (webhooks.length === 0) return;
  for (const id of incidentIds) while (await queueBatch(id, webhooks));
}

/** Queues what wakes forgot: of incidents with entries that were not looked through, since the first webhook began to listen. */
export async function sweepForEvents(): Promise<void> {
  const webhooks = await listeningWebhooks();
  if (webhooks.length === 0) return;
  const stale = await db().$queryRaw<{ id: string }[]>`
    SELECT i.id FROM incident i LEFT JOIN webhook_progress p ON p.incident_id = i.id
    WHERE i.activity_at >= ${firstStart(webhooks)} AND i.last_seq > coalesce(p.seq, 0)`;
  await queueEvents(stale.map(({ id }) => id));
}

async function listeningWebhooks(): Promise<Listening[]> {
  const select = { id: true, kinds: true, includesPrivate: true, startsAt: true };
  return db().webhook.findMany({ where: { isEnabled: true, deletedAt: null }, select });
}

function firstStart(webhooks: Listening[]): Date {
  return new Date(Math.min(...webhooks.map(({ startsAt }) => startsAt.getTime())));
}

/** True while there may be more. */
async function queueBatch(incidentId: string, webhooks: Listening[]): Promise<boolean> {
  const rows = await newEntries(incidentId, firstStart(webhooks));
  const entries = rows.filter((row): row is Row & { seq: number } => row.seq !== null);
  const isMore = entries.length === BATCH;
  const upTo = isMore ? entries.at(-1)?.seq : rows[0]?.lastSeq;
  if (upTo === undefined) return false;
  const wanted = entries.flatMap((entry) => webhooks.filter((webhook) => wants(webhook, entry)).map(({ id }) => deliveryOf(id, incidentId, entry)));
  await storeDeliveries(incidentId, upTo, wanted);
  return isMore;
}

/** One row for each new entry, in one look at the incident; a single one without a seq when there is none. */
function newEntries(incidentId: string, since: Date): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT i.reference, i.title, i.severity, i.phase, i.kind, i.visibility, i.last_seq AS "lastSeq", e.seq, e.kind AS fact, e.payload, e.actor,
      e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt"
    FROM incident i LEFT JOIN webhook_progress p ON p.incident_id = i.id
    LEFT JOIN LATERAL (
      SELECT * FROM timeline_event t WHERE t.incident_id = i.id AND t.seq > coalesce(p.seq, 0) AND t.recorded_at >= ${since} ORDER BY t.seq LIMIT ${BATCH}
    ) e ON true
    WHERE i.id = ${incidentId}::uuid AND i.last_seq > coalesce(p.seq, 0) ORDER BY e.seq`;
}

function wants(webhook: Listening, { visibility, fact, recordedAt }: Row): boolean {
  if (visibility === "private" && !webhook.includesPrivate) return false;
  return recordedAt >= webhook.startsAt && (webhook.kinds.length === 0 || webhook.kinds.includes(fact));
}

type Queued = { id: string; webhookId: string; seq: number; messageId: string; type: string; body: string };

function deliveryOf(webhookId: string, incidentId: string, row: Row & { seq: number }): Queued {
  const { reference, title, severity, phase, kind, seq, actor } = row;
  const fact = { kind: row.fact, ...row.payload } as Fact;
  const event = { reference, title, severity, phase, kind, seq, occurredAt: row.occurredAt.toISOString(), actor, fact };
  return { id: newId(), webhookId, seq, messageId: messageIdOf(webhookId, incidentId, seq), ...incidentMessage(event) };
}

/** Deliveries and progress in one statement, so that a crash leaves both or none. */
async function storeDeliveries(incidentId: string, upTo: number, queued: Queued[]): Promise<void> {
  const column = <K extends keyof Queued>(name: K): Queued[K][] => queued.map((one) => one[name]);
  await db().$executeRaw`
    WITH queued AS (
      INSERT INTO webhook_delivery (id, webhook_id, incident_id, seq, message_id, type, body, due_at, created_at)
      SELECT id, webhook_id, ${incidentId}::uuid, seq, message_id, type, body, muster_now(), muster_now()
      FROM unnest(${column("id")}::uuid[], ${column("webhookId")}::uuid[], ${column("seq")}::int[], ${column("messageId")}::text[],
        ${column("type")}::text[], ${column("body")}::text[]) AS q (id, webhook_id, seq, message_id, type, body)
      ON CONFLICT DO NOTHING
    )
    INSERT INTO webhook_progress (incident_id, seq) VALUES (${incidentId}::uuid, ${upTo})
    ON CONFLICT (incident_id) DO UPDATE SET seq = excluded.seq WHERE webhook_progress.seq < excluded.seq`;
}
