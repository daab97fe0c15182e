import type { PersonRef } from "#lib/contracts/actor.ts";
import type { PostmortemState } from "#lib/contracts/postmortem-terms.ts";
import { changeIncident, type OpenIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { isReminderDue } from "./reminder-rules.ts";
import { reviewersOf } from "./reviewers.ts";

const AT_ONCE = 100;

/** Reminds of postmortems that are due: who has to review them, else who leads them. Answers with how many were spoken of; safe to run twice. */
export async function remindOfReviews(ctx: Ctx): Promise<number> {
  authorize(ctx, "incident.write");
  let reminded = 0;
  for (const reference of await waiting())
    reminded += await remind(ctx, reference).catch((error: unknown) => {
      // One that cannot be spoken of, such as of an incident that was merged meanwhile, keeps none of the others waiting.
      log.warn({ reference, error: String(error) }, "A due review was not spoken of; it is tried again.");
      return 0;
    });
  return reminded;
}

/** Those that `isReminderDue`, by the same rule: what was spoken of already must not fill the places of those that wait. */
async function waiting(): Promise<string[]> {
  const rows = await db().$queryRaw<{ reference: string }[]>`
    SELECT i.reference FROM postmortem p JOIN incident i ON i.id = p.incident_id
    WHERE p.state IN ('draft', 'in-review') AND i.phase <> 'merged' AND p.due_at <= muster_now() + interval '1 day'
      AND (p.reminded_at IS NULL OR p.reminded_at < p.due_at - interval '1 day'
        OR CASE WHEN p.reminded_at < p.due_at THEN p.due_at <= muster_now() ELSE p.reminded_at <= muster_now() - interval '7 days' END)
    ORDER BY p.due_at, p.id LIMIT ${AT_ONCE}`;
  return rows.map(({ reference }) => reference);
}

/** Looks again under the incident's lock: another worker may have been sooner. */
function remind(ctx: Ctx, reference: string): Promise<number> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const row = await db().postmortem.findUniqueOrThrow({ where: { incidentId: incident.id }, omit: { snapshot: true } });
    const state = row.state as PostmortemState;
    if ((state !== "draft" && state !== "in-review") || !isReminderDue(timesOf(row), incident.now)) return 0;
    const tells = await whoIsToAct(incident, row.id, state);
    const note = row.dueAt && row.dueAt.toISOString() < incident.now ? "It is overdue." : null;
    await incident.record({ kind: "postmortem", action: "reminded", postmortem: row.id, title: row.title, state, note, dueAt: null, tells });
    return 1;
  });
}

async function whoIsToAct({ room }: OpenIncident, postmortem: string, state: PostmortemState): Promise<PersonRef[]> {
  const asked = state === "in-review" ? (await reviewersOf(postmortem)).filter((one) => one.state === "asked") : [];
  if (asked.length > 0) return asked.map(({ person }) => person);
  const leads = room.assignments.find(({ role, state: held }) => role === "commander" && held !== "released");
  return leads ? [leads.person] : [];
}

function timesOf({ dueAt, remindedAt }: { dueAt: Date | null; remindedAt: Date | null }) {
  return { dueAt: dueAt?.toISOString() ?? null, remindedAt: remindedAt?.toISOString() ?? null };
}
