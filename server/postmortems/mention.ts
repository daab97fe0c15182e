import type { z } from "zod";
import type { MentionInPostmortem } from "#lib/contracts/postmortem.ts";
import type { PostmortemState } from "#lib/contracts/postmortem-terms.ts";
import { changeIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { personWhoCanWork } from "#server/roles/index.ts";

const AGAIN_AFTER_MS = 10 * 60_000;

/** Tells somebody that they are named in a postmortem. Who names them again within ten minutes tells them no second time. */
export async function mentionInPostmortem(
  ctx: Ctx,
  { reference, person, words }: z.output<typeof MentionInPostmortem>,
): Promise<{ isTold: boolean }> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const row = await db().postmortem.findUnique({ where: { incidentId: incident.id }, select: { id: true, title: true, state: true } });
    if (!row) throw new NotFoundError(`${reference} has no postmortem yet. Draft it first.`);
    const named = await personWhoCanWork(db(), incident.room, person);
    if (await wasToldLately(incident.id, ctx.actor.id, named.id, incident.now)) return { isTold: false };
    const { id: postmortem, title } = row;
    const state = row.state as PostmortemState;
    await incident.record({ kind: "postmortem", action: "mentioned", postmortem, title, state, note: words || null, dueAt: null, tells: [named] });
    return { isTold: true };
  });
}

/** Under the incident's lock, so that two windows tell once. */
async function wasToldLately(incident: string, author: string, person: string, now: string): Promise<boolean> {
  const since = new Date(Date.parse(now) - AGAIN_AFTER_MS);
  const [found] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM timeline_event
    WHERE incident_id = ${incident}::uuid AND kind = 'postmortem' AND recorded_at > ${since} AND payload->>'action' = 'mentioned'
      AND actor->>'id' = ${author} AND payload->'tells'->0->>'id' = ${person}`;
  return (found?.count ?? 0) > 0;
}
