import { createHash } from "node:crypto";
import type { ImpactInterval } from "#lib/contracts/incident.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { IncidentImpact } from "#lib/contracts/status/impact.ts";
import { promiseRecord } from "#lib/contracts/status/promises.ts";
import { type ComponentState, type Publication, workUpdates } from "#lib/contracts/status/publication.ts";
import { worseOf } from "#lib/contracts/status/terms.ts";
import { type Database, db, type Transaction } from "#server/platform/db.ts";
import type { ShownIncident, ShownUpdate } from "../render/model.ts";

/** What a page needs of an incident; the room is there for those who may read more. */
export type ToldIncident = { id: string; room: RoomState };

const MONTHS_KEPT = 24;

/** Incidents of which a page has told anything, the newest first. Private ones exist for no page, and drills for those for practice alone. */
export async function toldIncidents(page: { id: string; isPractice: boolean }, reader: Database | Transaction = db()): Promise<ToldIncident[]> {
  const kinds = page.isPractice ? ["real", "retrospective", "drill", "test"] : ["real", "retrospective"];
  const told = JSON.stringify([{ pages: [{ id: page.id }] }]);
  return reader.$queryRaw<ToldIncident[]>`
    SELECT id, state AS room FROM incident
    WHERE state->'told'->'publications' <> '[]'::jsonb AND state->'told'->'publications' @> ${told}::jsonb
      AND visibility = 'normal' AND kind = ANY(${kinds}) AND phase <> 'merged'
      AND declared_at > muster_now() - make_interval(months => ${MONTHS_KEPT})
    ORDER BY declared_at DESC, id DESC`;
}

/** The updates of an incident on one page, oldest first. */
export function publicationsOn(room: RoomState, pageId: string): Publication[] {
  return room.told.publications.filter(({ pages }) => pages.some(({ id }) => id === pageId));
}

/** What a component's history takes from an incident. Stretches of impact on no service in particular are on none here. */
export function impactOf(room: RoomState, pageId: string): IncidentImpact {
  return { publications: publicationsOn(room, pageId), intervals: room.intervals, impactEndedAt: endOfImpact(room.intervals) };
}

function endOfImpact(intervals: readonly ImpactInterval[]): string | null {
  if (intervals.length === 0 || intervals.some(({ endedAt }) => endedAt === null)) return null;
  return (
    intervals
      .map(({ endedAt }) => endedAt ?? "")
      .sort()
      .at(-1) ?? null
  );
}

/** An incident as the public reads it; `names` are its components by their present names. Null when nothing was told here. Pure. */
export function shownIncident({ id, room }: ToldIncident, pageId: string, names: ReadonlyMap<string, string>, now: string): ShownIncident | null {
  const publications = publicationsOn(room, pageId);
  const [first] = publications;
  const work = workUpdates(publications);
  const standing = work.filter(({ retracted }) => retracted === null);
  const last = standing.at(-1) ?? work.at(-1);
  if (!first || !last) return null;
  const said = standing.flatMap(({ components }) => components);
  const isOver = last.status === "resolved" || standing.length === 0;
  const startedAt = room.timestamps.startedAt?.at ?? first.at;
  const resolvedAt = isOver ? (standing.length === 0 ? (work.at(-1)?.retracted?.at ?? last.at) : last.at) : null;
  return {
    id: publicIdOf(id),
    title: last.title,
    startedAt: startedAt < first.at ? startedAt : first.at,
    resolvedAt,
    status: last.status,
    worst: worstOf(isOver ? said : last.components),
    components: [...new Set(said.filter(({ state }) => state !== "operational").map(({ id: component, name }) => names.get(component) ?? name))],
    updates: publications.map(shownUpdate).reverse(),
    promise: standing.length === 0 ? promiseRecord([], now) : promiseRecord(work, now),
  };
}

function shownUpdate({ id, status, text, workaround, at, corrections, retracted }: Publication): ShownUpdate {
  const shown = corrections.map(({ at: when, reason, before }) => ({ at: when, reason, before }));
  if (retracted) return { id, status, text: "", workaround: "", at, corrections: [], retracted: { at: retracted.at, reason: retracted.reason } };
  return { id, status, text, workaround, at, corrections: shown, retracted: null };
}

function worstOf(said: readonly { state: ComponentState }[]): ComponentState {
  return said.reduce<ComponentState>((worst, { state }) => worseOf(worst, state), "operational");
}

/** The public's name for an incident: the same for ever, and of no use to count or guess others. */
export function publicIdOf(incidentId: string): string {
  return createHash("sha256").update(`status page ${incidentId}`).digest("hex").slice(0, 12);
}
