import type { RoomState } from "#lib/contracts/room.ts";
import { practiceOf } from "#server/drills/index.ts";
import { type FoundIncident, findIncident } from "#server/incidents/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, transaction } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { namedId, newId } from "#server/platform/id.ts";
import { lately, type Moments, momentsOf, windowAround } from "./window.ts";

/** `at` and `until` in Unix milliseconds: when the question says that it happened; null leaves it to the incident, or to now. */
export type Question = {
  question: string;
  reference: string | null;
  services: string[];
  at: number | null;
  until: number | null;
  run: string | null;
};

export type Opened = { id: string; incidentId: string | null; reference: string | null; title: string; services: string[]; from: string; to: string };

/** Begins an investigation: what is asked, of which services, over which time. A repeat of a named request answers with the same one. */
export async function openInvestigation(ctx: Ctx, asked: Question): Promise<Opened> {
  const person = authorizePerson(ctx, "agent.run");
  const incident = asked.reference ? await findIncident(ctx, asked.reference) : null;
  const now = Date.parse(await databaseNow());
  const moments = momentsAsked(asked, incident?.room ?? null, now);
  const { from, to } = windowAround(moments, now);
  const services = asked.services.length > 0 ? asked.services : incident ? await servicesOf(ctx, incident) : [];
  const id = ctx.requestKey ? namedId(`investigation:${person.id}:${ctx.requestKey}`) : newId();
  const known = await db().investigation.findUnique({ where: { id }, select: { id: true } });
  if (!known)
    await transaction(async (tx) => {
      await tx.investigation.create({
        data: {
          id,
          incidentId: incident?.id ?? null,
          runId: asked.run,
          question: asked.question,
          services,
          windowFrom: new Date(from),
          windowTo: new Date(to),
          askedBy: person.id,
          state: "open",
          createdAt: new Date(now),
        },
      });
      await audit(tx, ctx, { action: "investigation.open", subject: id, detail: { incident: incident?.room.reference ?? null } });
    });
  const title = incident?.room.title ?? asked.question;
  return {
    id,
    incidentId: incident?.id ?? null,
    reference: incident?.room.reference ?? null,
    title,
    services,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  };
}

function momentsAsked({ at, until }: Question, room: RoomState | null, now: number): Moments {
  const known = room ? momentsOf(room, now) : lately(now);
  if (at === null) return known;
  if (at > now) throw new InvalidError("That time has not come yet. Ask about a time that is past.");
  return { startedAt: at, detectedAt: at, endedAt: until ?? (known.endedAt !== null && known.endedAt > at ? known.endedAt : null) };
}

/** Those that the incident names; in a drill the one whose alert it was. */
async function servicesOf(ctx: Ctx, { id, room }: FoundIncident): Promise<string[]> {
  const named = await slugsOf(room.services.map((service) => service.id));
  if (named.length > 0 || room.kind !== "drill") return named;
  const alerted = (await practiceOf(ctx, id))?.alerted;
  return alerted ? [alerted] : [];
}

/** Evidence knows services by their short names. */
async function slugsOf(ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db().service.findMany({ where: { id: { in: ids } }, select: { slug: true }, orderBy: { slug: "asc" } });
  return rows.map(({ slug }) => slug);
}
