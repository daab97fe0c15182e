import { planDeliveries, urgencyOf } from "#lib/contracts/contact.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Fact, TimelineEntry } from "#lib/contracts/timeline.ts";
import { describeEvent, sentenceOf } from "#lib/describe-event.ts";
import { readDirectory } from "#server/escalation/index.ts";
import { canTell } from "#server/paging/index.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { type Reachable, readReachable } from "#server/timeline/index.ts";
import { type Found, tellThrough } from "./audience.ts";
import { noticeMatrix } from "./matrix.ts";
import { NEWS_KINDS, type News, newsOf, rulesFor } from "./notice-rules.ts";
import { type NewDelivery, storeNotice } from "./store-notice.ts";

/** What is older than this by the database's clock is no news any more. */
const FRESH_MINUTES = 60;
const BATCH = 100;

type Entry = {
  incidentId: string;
  seq: number;
  kind: string;
  payload: object;
  actor: TimelineEntry["actor"];
  room: RoomState;
};

/** Decides for each new entry of these incidents who is told, and stores the messages: once, however often and by however many it is done. */
export async function planNotices(incidentIds: readonly string[] | "all"): Promise<void> {
  let entries = await undecided(incidentIds);
  while (entries.length > 0) {
    await decide(entries);
    entries = entries.length < BATCH ? [] : await undecided(incidentIds);
  }
}

async function decide(entries: readonly Entry[]): Promise<void> {
  const [{ matrix }, directory, channels, now] = await Promise.all([noticeMatrix(), inTransaction(readDirectory), channelKinds(), databaseNow()]);
  for (const entry of entries) {
    const fact = { kind: entry.kind, ...entry.payload } as Fact;
    const news = entry.room.kind === "real" ? newsOf(fact, entry.room.severity) : null;
    const found = news ? tellThrough(directory, entry.room, rulesFor(matrix, news), now) : { people: [], places: [], problems: [] };
    const others = found.people.filter(({ id }) => id !== entry.actor.id);
    const reachable = await inTransaction((sql) =>
      readReachable(
        sql,
        others.map(({ id }) => id),
      ),
    );
    const deliveries = news
      ? [...others.flatMap((person) => toPerson(person, reachable.get(person.id), news, now)), ...toPlaces(found, channels)]
      : [];
    await storeNotice({ ...entry, event: news?.event ?? null, severity: news?.severity ?? null, deliveries, inbox: inboxOf(entry, fact) });
  }
}

function undecided(incidentIds: readonly string[] | "all"): Promise<Entry[]> {
  const isAll = incidentIds === "all";
  return db().$queryRaw<Entry[]>`
    SELECT e.incident_id AS "incidentId", e.seq, e.kind, e.payload, e.actor, i.state AS room
    FROM incident i CROSS JOIN LATERAL (
      SELECT t.* FROM timeline_event t
      WHERE t.incident_id = i.id AND t.kind = ANY(${[...NEWS_KINDS]}::text[]) AND t.recorded_at > muster_now() - make_interval(mins => ${FRESH_MINUTES}::int)
        AND NOT EXISTS (SELECT FROM notice n WHERE n.incident_id = t.incident_id AND n.seq = t.seq)
    ) e
    WHERE i.activity_at > muster_now() - make_interval(mins => ${FRESH_MINUTES}::int) AND (${isAll} OR i.id = ANY(${isAll ? [] : incidentIds}::uuid[]))
    ORDER BY e.recorded_at, e.seq LIMIT ${BATCH}`;
}

async function channelKinds(): Promise<Map<string, string>> {
  const rows = await db().connection.findMany({ where: { isEnabled: true }, select: { id: true, kind: true } });
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}

/**
 * The inbox at once; besides, the first of the person's own means, the others in reserve. Quiet hours hold it back, unless a SEV1 begins.
 * Nothing is to be answered, so nothing is repeated by louder means.
 */
function toPerson(person: Found["people"][number], reachable: Reachable | undefined, news: News, now: string): NewDelivery[] {
  const { plan, methods } = reachable ?? { plan: null, methods: [] };
  const urgency = news.isUrgent ? urgencyOf(news.severity) : "low";
  const severity = news.isUrgent ? news.severity : null;
  const [inbox, ...outside] = planDeliveries({ urgency, severity, plan, methods, now });
  const usable = outside.filter(({ channel }) => canTell(channel));
  const wait = usable[0]?.waitMs ?? 0;
  const dueAt = new Date(Date.parse(now) + wait).toISOString();
  return [...(inbox ? [inbox] : []), ...usable].map(({ channel, methodId }, position) => ({
    audience: person.audience,
    recipient: person.id,
    userId: person.id,
    channel,
    methodId,
    position,
    dueAt: position === 0 ? now : dueAt,
    state: position === 0 ? "delivered" : position === 1 ? "waiting" : "reserve",
  }));
}

function toPlaces({ places }: Found, channels: Map<string, string>): NewDelivery[] {
  return places.map(({ audience, channelId, address }) => ({
    audience,
    recipient: channelId ?? address ?? "",
    userId: null,
    channel: channelId ? (channels.get(channelId) ?? "gone") : "email",
    methodId: channelId,
    position: 1,
    dueAt: null,
    state: "waiting",
  }));
}

function inboxOf({ room, actor, seq }: Entry, fact: Fact): { kind: string; title: string; body: string; href: string } {
  const entry = { fact, actor, annotation: null };
  const body = [`${room.reference} · ${room.title}`, describeEvent(entry).body ?? ""].filter(Boolean).join("\n");
  return { kind: fact.kind, title: sentenceOf(entry).slice(0, 300), body: body.slice(0, 500), href: `/incidents/${room.reference}?entry=${seq}` };
}
