import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { EXPIRES_SECONDS, readPresence } from "#server/presence/index.ts";
import { hear } from "./listener.ts";
import { eventBytes, type Viewer } from "./viewer.ts";

const HEARTBEAT_MS = 20_000;
/** Comings and goings within this span are told as one. */
const GATHER_MS = 500;
const LONGEST_GATHER_MS = 5_000;

type Change = { incidentId: string; viewer: Viewer };

const present = new Map<Viewer, string>();
const arrivals: Change[] = [];
const departures: Change[] = [];
const stale = new Set<string>();
let gathering: NodeJS.Timeout | undefined;
let telling: NodeJS.Timeout | undefined;

/** Who has a room open is kept in a table of expiring rows, so that all web processes show the same people. */
export function startPresence(): () => void {
  const heartbeat = setInterval(() => void beat(), HEARTBEAT_MS).unref();
  const silence = hear((wake) => wake.kind === "presence" && tellSoon(wake.id));
  return () => {
    clearInterval(heartbeat);
    silence();
  };
}

export function enterRoom(incidentId: string, viewer: Viewer): void {
  if (!viewer.personId || !viewer.isOpen) return;
  present.set(viewer, incidentId);
  untold.add(viewer);
  arrivals.push({ incidentId, viewer });
  gatherSoon();
}

export function leaveRoom(incidentId: string, viewer: Viewer): void {
  if (!present.delete(viewer)) return;
  departures.push({ incidentId, viewer });
  gatherSoon();
}

type Reading = { text: string; bytes: Uint8Array; at: number };

/** Each room's people as read last, and what all its viewers were told last. */
const readings = new Map<string, Reading>();
const told = new Map<string, string>();
/** Who came since then. */
const untold = new WeakSet<Viewer>();

/** Tells somebody who comes into a room who is there. Best effort: presence is a courtesy and is told again at the next change. */
export async function sendPresence(incidentId: string, viewer: Viewer): Promise<void> {
  const last = readings.get(incidentId);
  const reading = last && Date.now() - last.at < GATHER_MS ? last : await read(incidentId);
  if (reading) viewer.send(reading.bytes);
}

/** Tells everybody in a room, unless it is what they were told last: of very many people, the list shows only some. */
async function tellRoom(incidentId: string): Promise<void> {
  const viewers = viewersIn(incidentId);
  if (viewers.length === 0) return forget(incidentId);
  const reading = await read(incidentId);
  if (!reading) return;
  const isNews = told.get(incidentId) !== reading.text;
  told.set(incidentId, reading.text);
  for (const viewer of viewers) if (untold.delete(viewer) || isNews) viewer.send(reading.bytes);
}

async function read(incidentId: string): Promise<Reading | null> {
  const people = await readPresence(incidentId).catch(() => null);
  if (!people) return null;
  const reading = { text: JSON.stringify(people), bytes: eventBytes(people, { event: "presence" }), at: Date.now() };
  readings.set(incidentId, reading);
  return reading;
}

function forget(incidentId: string): void {
  readings.delete(incidentId);
  told.delete(incidentId);
}

/** The more people, the less often their comings and goings are told. */
function gatherMs(): number {
  return Math.min(GATHER_MS + present.size, LONGEST_GATHER_MS);
}

function gatherSoon(): void {
  gathering ??= setTimeout(() => {
    gathering = undefined;
    store(arrivals.splice(0), departures.splice(0)).catch((error) => log.warn({ error: String(error) }, "Presence was not stored."));
  }, gatherMs()).unref();
}

async function store(came: Change[], went: Change[]): Promise<void> {
  const staying = came.filter(({ viewer }) => present.has(viewer));
  if (staying.length > 0) await touch(staying.map(({ incidentId, viewer }) => [viewer, incidentId]));
  if (went.length > 0) await db().presence.deleteMany({ where: { viewerId: { in: went.map(({ viewer }) => viewer.id) } } });
  const rooms = [...new Set([...came, ...went].map(({ incidentId }) => `presence ${incidentId}`))];
  await db().$queryRaw`SELECT pg_notify('muster', payload)::text FROM unnest(${rooms}::text[]) payload`;
}

async function touch(rows: [Viewer, string][]): Promise<void> {
  const incidents = rows.map(([, incidentId]) => incidentId);
  const viewers = rows.map(([viewer]) => viewer.id);
  const people = rows.map(([viewer]) => viewer.personId ?? "");
  await db().$executeRaw`
    INSERT INTO presence (incident_id, viewer_id, user_id, seen_at)
    SELECT i, v, u, now() FROM unnest(${incidents}::uuid[], ${viewers}::uuid[], ${people}::uuid[]) AS t(i, v, u)
    ON CONFLICT (incident_id, viewer_id) DO UPDATE SET seen_at = excluded.seen_at`;
}

async function beat(): Promise<void> {
  if (present.size === 0) return;
  try {
    await touch([...present]);
    await db().$executeRaw`DELETE FROM presence WHERE seen_at < now() - make_interval(secs => ${EXPIRES_SECONDS * 2})`;
  } catch (error) {
    log.warn({ error: String(error) }, "Presence was not refreshed.");
  }
}

function tellSoon(incidentId: string): void {
  stale.add(incidentId);
  telling ??= setTimeout(() => {
    telling = undefined;
    const rooms = [...stale];
    stale.clear();
    for (const room of rooms) void tellRoom(room);
  }, gatherMs()).unref();
}

function viewersIn(incidentId: string): Viewer[] {
  return [...present].flatMap(([viewer, room]) => (room === incidentId ? [viewer] : []));
}
