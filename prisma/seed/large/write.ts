import { formatReference } from "#lib/contracts/ids.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { FactOf } from "#lib/contracts/timeline.ts";
import { decideDeclaration, movedItems } from "#server/incidents/index.ts";
import { type AuditBatch, addAudit, lockAudit, storeAudit } from "#server/platform/audit-batch.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { type LockedIncident, lockedIncident, storeChanges } from "#server/timeline/index.ts";
import { add, type Deed, type Live, roomOf } from "./live.ts";
import type { Random } from "./random.ts";
import type { Sentences } from "./sentences.ts";
import { isoAt, type Moment, type Story } from "./story.ts";

export type Means = { settings: OrganisationSettings; random: Random; sentences: Sentences; now: number };
export type Written = { ids: string[]; facts: number };

/** Where the organisation's audit chain and each day's references end. */
export type Ends = { seq: number; hash: Buffer; counters: ReadonlyMap<string, number> };

/** Incidents thought out, folded and chained after `from`, not stored yet. */
export type Prepared = { stories: Story[]; lives: Told[]; chain: AuditBatch; from: Ends; ends: Ends };

type Told = { story: Story; live: Live };

/** What the annotations of entries that are not stored yet are read from: nothing. */
const NOTHING_STORED: Sql = { query: async () => [], send: () => undefined, raw: async () => ({ rows: [] }) };
const FACTS_AT_ONCE = 1_000;
const MINUTE = 60_000;

/**
 * Decides whole incidents by the product's rules and folds and chains them by its `record`, in the order of their declaration. Needs no
 * database, so that it can go on while the incidents before are stored.
 */
export async function prepareStories(stories: Story[], from: Ends, means: Means): Promise<Prepared> {
  const chain: AuditBatch = { seq: from.seq, hash: from.hash, now: "", links: [] };
  const counters = new Map(from.counters);
  const lives: Told[] = [];
  for (const story of stories) lives.push({ story, live: await declareOne(story, means, chain, counters) });
  const merges = await mergeTwins(lives, means.now);
  for (const { story, live } of lives) if (!story.isTwin) await liveOn(live, [...story.moments, ...(merges.get(live) ?? [])], means.now);
  return { stories, lives, chain, from, ends: { seq: chain.seq, hash: chain.hash, counters } };
}

/**
 * Stores prepared incidents by the product's own writer, in one transaction. Whoever declared something in the meantime has moved the ends:
 * then they are prepared again. Only what nobody is told of history is left out: no notifications.
 */
export function storeStories(prepared: Prepared, means: Means): Promise<Written> {
  return inTransaction(async (sql) => {
    const ends = await lockEnds(sql);
    const isPresent = ends.seq === prepared.from.seq && ends.hash.equals(prepared.from.hash);
    const { lives, chain, ends: after } = isPresent ? prepared : await prepareStories(prepared.stories, ends, means);
    await storeAudit(sql, chain);
    await storeCounters(sql, prepared.stories, after.counters);
    await store(
      sql,
      lives.map(({ live }) => live.incident),
    );
    return { ids: lives.map(({ live }) => live.incident.id), facts: lives.reduce((sum, { live }) => sum + live.incident.lastSeq, 0) };
  });
}

/** One incident of exactly so many entries: `next` gives what happens, until there are enough. */
export function writeLong(story: Story, means: Means, { entries, next }: { entries: number; next: () => Moment & { last: Deed } }): Promise<Written> {
  return inTransaction(async (sql) => {
    const { lives, chain, ends } = await prepareStories([story], await lockEnds(sql), means);
    await storeAudit(sql, chain);
    await storeCounters(sql, [story], ends.counters);
    const [{ live } = { live: null }] = lives;
    if (!live) throw new Error("Nothing was declared.");
    live.sql = sql;
    while (live.incident.lastSeq < entries) {
      const { at, deed, last } = next();
      live.incident.now = isoAt(Math.max(at, Date.parse(live.incident.now)));
      await (live.incident.lastSeq < entries - 10 ? deed : last)(live);
      if (live.incident.links.length >= FACTS_AT_ONCE) live.incident = await storePart(sql, live.incident);
    }
    await store(sql, [live.incident]);
    return { ids: [live.incident.id], facts: live.incident.lastSeq };
  });
}

/** Locks the organisation's chain, under which every reference is given. */
async function lockEnds(sql: Sql): Promise<Ends> {
  const { seq, hash } = await lockAudit(sql);
  const rows = await sql.query<{ day: string; counter: number }>({
    name: "seed-counters",
    text: "SELECT to_char(day, 'YYYY-MM-DD') AS day, counter FROM incident_day",
  });
  return { seq, hash, counters: new Map(rows.map(({ day, counter }) => [day, counter])) };
}

/** Where things stand now. */
export function readEnds(): Promise<Ends> {
  return inTransaction(lockEnds);
}

async function declareOne(story: Story, means: Means, chain: AuditBatch, counters: Map<string, number>): Promise<Live> {
  const { commander, helpers, services, input } = story;
  const now = isoAt(story.declaredAt);
  const day = dayOf(story.declaredAt);
  const counter = (counters.get(day) ?? 0) + 1;
  counters.set(day, counter);
  const reference = formatReference(day, counter);
  const members = input.visibility === "private" ? [commander, ...helpers].map(({ ref }) => ref) : [];
  const affected = services.map(({ id, name }) => ({ id, name }));
  const fact = decideDeclaration({ reference, input, services: affected, members, settings: means.settings, now, by: commander.ref.name });
  const id = newId();
  chain.now = now;
  const auditHash = addAudit(chain, commander.ctx, { action: "incident.declare", subject: reference, detail: { id, title: fact.title } });
  const incident = lockedIncident({ id, room: null, lastSeq: 0, auditHash, now });
  const setting = { service: services[0]?.name ?? "", neighbours: services[0]?.neighbours ?? [] };
  const live: Live = { ...means, incident, sql: NOTHING_STORED, setting, commander, helpers, notes: [] };
  await add(live, commander, fact);
  const assignment = { id: newId(), role: "commander", person: commander.ref, state: "active" as const, since: now, assignedBy: commander.ref.name };
  await add(live, commander, { kind: "role", assignment, replaces: null, reason: null });
  await add(live, commander, { kind: "watcher", person: commander.ref, isWatching: true });
  return live;
}

/** A twin ends in the incident before it, which takes over what it lacks while it is still worked on: what that one does, and when. */
async function mergeTwins(lives: Told[], now: number): Promise<Map<Live, Moment[]>> {
  const merges = new Map<Live, Moment[]>();
  for (const [index, { story, live }] of lives.entries()) {
    const original = lives[index - 1];
    const at = story.declaredAt + 8 * MINUTE;
    if (!story.isTwin || !original || at > now) continue;
    live.incident.now = isoAt(at);
    await add(live, live.commander, { kind: "merged", into: nameOf(original.live), from: roomOf(live).phase });
    const absorb: Deed = (target) => {
      const fact: FactOf<"absorbed"> = { kind: "absorbed", source: nameOf(live), moved: movedItems(roomOf(live), roomOf(target)) };
      return add(target, live.commander, fact);
    };
    merges.set(original.live, [{ at, deed: absorb }]);
  }
  return merges;
}

async function liveOn(live: Live, moments: Moment[], now: number): Promise<void> {
  for (const { at, deed } of moments.toSorted((a, b) => a.at - b.at)) {
    if (at > now) return;
    live.incident.now = isoAt(at);
    await deed(live);
  }
}

function nameOf(live: Live): { id: string; reference: string; title: string } {
  const { reference, title } = roomOf(live);
  return { id: live.incident.id, reference, title };
}

async function store(sql: Sql, incidents: LockedIncident[]): Promise<void> {
  for (const incident of incidents) incident.jobs = [];
  await storeChanges(sql, incidents);
}

async function storePart(sql: Sql, incident: LockedIncident): Promise<LockedIncident> {
  await store(sql, [incident]);
  const { id, room, lastSeq, auditHash, now } = incident;
  return lockedIncident({ id, room, lastSeq, auditHash, now });
}

function dayOf(time: number): string {
  return isoAt(time).slice(0, 10);
}

async function storeCounters(sql: Sql, stories: Story[], counters: ReadonlyMap<string, number>): Promise<void> {
  const days = [...new Set(stories.map(({ declaredAt }) => dayOf(declaredAt)))];
  await sql.query({
    name: "seed-days",
    text: `INSERT INTO incident_day (day, counter) SELECT * FROM unnest($1::date[], $2::int[])
      ON CONFLICT (day) DO UPDATE SET counter = excluded.counter`,
    values: [days, days.map((day) => counters.get(day))],
  });
}
