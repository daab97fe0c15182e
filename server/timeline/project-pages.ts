import { type ContactPlan, type Method, type MethodKind, planDeliveries, urgencyOf } from "#lib/contracts/contact.ts";
import type { FiredStep } from "#lib/contracts/escalation/state.ts";
import type { Severity } from "#lib/contracts/incident.ts";
import { env } from "#server/platform/env.ts";
import { newId } from "#server/platform/id.ts";
import { notifiersOfEnvironment } from "#server/platform/notifiers.ts";
import type { Sql } from "#server/platform/sql.ts";
import type { LockedIncident } from "./record.ts";

type NewPage = {
  incidentId: string;
  escalationId: string;
  severity: Severity | null;
  room: LockedIncident["room"];
  now: string;
  step: FiredStep;
  page: FiredStep["pages"][number];
};

/** Stores the pages that these facts made, each with the messages that its recipient's plan asks for: the outbox is part of the fact. */
export async function projectPages(sql: Sql, incidents: LockedIncident[]): Promise<void> {
  const pages = incidents.flatMap(newPages);
  if (pages.length === 0) return;
  const calling = pages.filter(({ page }) => page.answer === null);
  const called = [...new Set(calling.flatMap(({ page }) => page.person?.id ?? []))];
  const [people, channels] = await Promise.all([readReachable(sql, called), readChannels(sql, calling)]);
  const deliveries = calling.flatMap((page) => (page.page.person ? toPerson(page, people.get(page.page.person.id)) : toChannel(page, channels)));
  const waiting = new Set(deliveries.filter(({ state }) => state === "waiting").map(({ pageId }) => pageId));
  storePages(sql, pages, waiting);
  storeInbox(sql, calling);
  storeDeliveries(sql, deliveries);
}

function newPages({ id: incidentId, room, now, links }: LockedIncident): NewPage[] {
  return links.flatMap(({ entry: { fact } }) =>
    fact.kind === "page"
      ? fact.steps.flatMap((step) =>
          step.pages.map((page) => ({ incidentId, escalationId: fact.escalation, severity: room?.severity ?? null, room, now, step, page })),
        )
      : [],
  );
}

export type Reachable = { plan: ContactPlan | null; methods: Method[] };
type PersonRow = { id: string; plan: ContactPlan | null; methods: { id: string; kind: MethodKind }[] };

/** How each of these people can be reached; the address they sign in with counts where mail can be sent at all. */
export async function readReachable(sql: Sql, ids: string[]): Promise<Map<string, Reachable>> {
  if (ids.length === 0) return new Map();
  const able = await channelsAtHand(sql);
  const rows = await sql.query<PersonRow>({
    name: "reach-people",
    text: `
      SELECT u.id, p.plan, coalesce(m.methods, '[]') AS methods
      FROM "user" u
      LEFT JOIN contact_plan p ON p.user_id = u.id
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind) ORDER BY c.created_at) AS methods
        FROM contact_method c WHERE c.user_id = u.id AND c.verified_at IS NOT NULL
      ) m ON true
      WHERE u.id = ANY($1::uuid[]) AND u.deactivated_at IS NULL`,
    values: [ids],
  });
  return new Map(
    rows.map(({ id, plan, methods }) => {
      const usable = methods.filter(({ kind }) => able.has(kind));
      return [id, { plan, methods: able.has("email") ? [...usable, { id: "account" as const, kind: "email" as const }] : usable }];
    }),
  );
}

/** By what people can be reached here: mail needs the environment's server, Slack a connection or the environment's app. */
export async function channelsAtHand(sql: Sql): Promise<ReadonlySet<MethodKind>> {
  const rows = await sql.query<{ kind: string }>({
    name: "channels-at-hand",
    text: "SELECT DISTINCT kind FROM connection WHERE kind = 'slack' AND is_enabled",
  });
  const kinds = new Set(rows.map(({ kind }) => kind));
  const isInEnvironment = notifiersOfEnvironment().some(({ kind, problem }) => kind === "slack" && !problem);
  const able: MethodKind[] = ["web-push", "webhook"];
  if (env().SMTP_URL) able.push("email");
  if (isInEnvironment || kinds.has("slack")) able.push("slack");
  return new Set(able);
}

/** The kind of each connection that is paged. */
async function readChannels(sql: Sql, pages: NewPage[]): Promise<Map<string, string>> {
  const recipients = pages.flatMap(({ page }) => (page.person ? [] : [recipientOf(page)]));
  if (recipients.length === 0) return new Map();
  const rows = await sql.query<{ id: string; kind: string }>({
    name: "reach-channels",
    text: "SELECT id, kind FROM connection WHERE id = ANY($1::uuid[]) AND is_enabled",
    values: [recipients],
  });
  return new Map([...notifiersOfEnvironment(), ...rows].map(({ id, kind }) => [id, kind]));
}

type NewDelivery = { pageId: string; channel: string; methodId: string | null; position: number; dueAt: string; state: "waiting" | "delivered" };

function toPerson({ page, severity, now }: NewPage, person: Reachable | undefined): NewDelivery[] {
  const { plan, methods } = person ?? { plan: null, methods: [] };
  return planDeliveries({ urgency: urgencyOf(severity), severity, plan, methods, now }).map(({ channel, methodId, position, waitMs }) => ({
    pageId: page.id,
    channel,
    methodId,
    position,
    dueAt: new Date(Date.parse(now) + waitMs).toISOString(),
    state: channel === "inbox" ? "delivered" : "waiting",
  }));
}

function toChannel({ page, now }: NewPage, channels: Map<string, string>): NewDelivery[] {
  const methodId = recipientOf(page);
  return [{ pageId: page.id, channel: channels.get(methodId) ?? "gone", methodId, position: 0, dueAt: now, state: "waiting" }];
}

/** A person's id, or the connection's at the end of the target's key. */
function recipientOf({ person, target }: NewPage["page"]): string {
  return person?.id ?? target.slice(target.indexOf(":") + 1);
}

/** Whoever has nothing but the inbox is reached by that; whoever works on it already has nothing to answer. */
function storePages(sql: Sql, pages: NewPage[], waiting: ReadonlySet<string>): void {
  sql.send({
    name: "store-pages",
    text: `
      INSERT INTO page (id, escalation_id, incident_id, step, title, loop, recipient, is_person, urgency, state, created_at, answered_at, settled_at)
      SELECT p.*, p.answered_at FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::uuid[], $8::boolean[], $9::text[],
        $10::text[], $11::timestamptz[], $12::timestamptz[])
        AS p (id, escalation_id, incident_id, step, title, loop, recipient, is_person, urgency, state, created_at, answered_at)
      ON CONFLICT DO NOTHING`,
    values: [
      pages.map(({ page }) => page.id),
      pages.map(({ escalationId }) => escalationId),
      pages.map(({ incidentId }) => incidentId),
      pages.map(({ step }) => step.step),
      pages.map(({ step }) => step.title),
      pages.map(({ step }) => step.loop),
      pages.map(({ page }) => recipientOf(page)),
      pages.map(({ page }) => page.person !== null),
      pages.map(({ severity }) => urgencyOf(severity)),
      pages.map(({ page }) => page.answer?.answer ?? (waiting.has(page.id) ? "queued" : "delivered")),
      pages.map(({ now }) => now),
      pages.map(({ page }) => page.answer?.at ?? null),
    ],
  });
}

/** Only for pages that were stored just now: a page that stood already has its messages. */
function storeDeliveries(sql: Sql, deliveries: NewDelivery[]): void {
  if (deliveries.length === 0) return;
  sql.send({
    name: "store-deliveries",
    text: `
      INSERT INTO page_delivery (id, page_id, channel, method_id, position, due_at, state, created_at, settled_at)
      SELECT d.id, d.page_id, d.channel, d.method_id, d.position, d.due_at, d.state, p.created_at, CASE WHEN d.state = 'delivered' THEN p.created_at END
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::timestamptz[], $7::text[])
        AS d (id, page_id, channel, method_id, position, due_at, state)
      JOIN page p ON p.id = d.page_id
      ON CONFLICT DO NOTHING`,
    values: [
      deliveries.map(() => newId()),
      deliveries.map(({ pageId }) => pageId),
      deliveries.map(({ channel }) => channel),
      deliveries.map(({ methodId }) => methodId),
      deliveries.map(({ position }) => position),
      deliveries.map(({ dueAt }) => dueAt),
      deliveries.map(({ state }) => state),
    ],
  });
}

/** The inbox is Muster's own: a row beside the page, and the call that wakes whoever looks. */
function storeInbox(sql: Sql, pages: NewPage[]): void {
  const people = pages.filter(({ page }) => page.person !== null);
  if (people.length === 0) return;
  sql.send({
    name: "page-inboxes",
    text: `
      WITH made AS (
        INSERT INTO notification (id, user_id, kind, incident_id, seq, title, body, href, created_at)
        SELECT n.id, n.user_id, 'page:' || n.page_id, n.incident_id, 0, n.title, n.body, n.href, n.created_at
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
          AS n (id, user_id, page_id, incident_id, title, body, href, created_at)
        ON CONFLICT DO NOTHING RETURNING user_id
      )
      SELECT pg_notify('muster', 'inbox ' || user_id) FROM (SELECT DISTINCT user_id FROM made) m`,
    values: [
      people.map(() => newId()),
      people.map(({ page }) => page.person?.id),
      people.map(({ page }) => page.id),
      people.map(({ incidentId }) => incidentId),
      people.map(({ room, severity }) => `${room?.kind === "drill" ? "Drill · " : ""}${severity ?? "Severity open"} · ${room?.title ?? ""}`),
      people.map(({ step }) => `You are paged: ${step.title}. Acknowledge, or say that you cannot.`),
      people.map(({ room, page }) => `/incidents/${room?.reference}?page=${page.id}`),
      people.map(({ now }) => now),
    ],
  });
}
