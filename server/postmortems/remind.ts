import type { PersonRef } from "#lib/contracts/actor.ts";
import type { PostmortemState } from "#lib/contracts/postmortem-terms.ts";
import { changeIncident, type OpenIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { isReminderDue, remindsUntil } from "./reminder-rules.ts";
import { reviewersOf } from "./reviewers.ts";

const AT_ONCE = 100;

/** Reminds of postmortems that are due: who has to review them, else who leads them. Answers with how many were spoken of; safe to run twice. */
export async function remindOfReviews(ctx: Ctx): Promise<number> {
  authorize(ctx, "incident.write");
  const until = new Date(remindsUntil(await databaseNow()));
  const due = await db().postmortem.findMany({
    where: { state: { in: ["draft", "in-review"] }, dueAt: { lte: until } },
    select: { remindedAt: true, dueAt: true, incident: { select: { reference: true } } },
    orderBy: { dueAt: "asc" },
  });
  const now = await databaseNow();
  const waiting = due.filter((row) => isReminderDue(timesOf(row), now)).slice(0, AT_ONCE);
  let reminded = 0;
  for (const { incident } of waiting) reminded += await remind(ctx, incident.reference);
  return reminded;
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
