import type { z } from "zod";
import type { AnswerReview, ChangePostmortem, PublishPostmortem, ReopenPostmortem, SubmitPostmortem } from "#lib/contracts/postmortem.ts";
import type { PostmortemAction, PostmortemState } from "#lib/contracts/postmortem-terms.ts";
import { changeIncident, type OpenIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#server/platform/errors.ts";
import { personWhoCanWork } from "#server/roles/index.ts";
import { requireAnswerable, requirePublishable, requireReopenable, requireSubmittable, stateAfter } from "./review-rules.ts";
import { reviewersOf } from "./reviewers.ts";
import { postmortemRules } from "./rules.ts";

type Changed = { seq: number; state: PostmortemState };

/** Asks people to review. Those who were asked before and are not named any more are let go. */
export async function submitPostmortem(ctx: Ctx, input: z.output<typeof SubmitPostmortem>): Promise<Changed> {
  return changing(ctx, input.reference, async (incident, row) => {
    requireSubmittable(row.state);
    const people = await Promise.all([...new Set(input.reviewers)].map((id) => personWhoCanWork(db(), incident.room, id)));
    return { action: "submitted", state: "in-review", note: input.note || null, tells: people, dueAt: input.dueAt ?? null };
  });
}

/** A reviewer's answer. With the last approval that its severity asks for, the postmortem is approved; whoever asks for changes sends it back. */
export async function answerReview(ctx: Ctx, input: z.output<typeof AnswerReview>): Promise<Changed> {
  return changing(ctx, input.reference, async (incident, row) => {
    const [reviewers, { rules }] = await Promise.all([reviewersOf(row.id), postmortemRules()]);
    const me = reviewers.find(({ person }) => person.id === ctx.person?.id);
    if (!me) throw new ForbiddenError("You were not asked to review this postmortem. Ask its author to name you.");
    requireAnswerable(row.state, input.answer, input.note);
    const required = rules.approvals[incident.room.severity ?? "SEV4"];
    const state = stateAfter({ answer: input.answer, by: me.person.id, reviewers, required });
    const author = row.createdBy as { type: string; id: string; name: string };
    const tells = author.type === "user" ? [{ id: author.id, name: author.name }] : commanderOf(incident);
    return { action: input.answer === "approved" ? "approved" : "changes-asked", state, note: input.note || null, tells, dueAt: null };
  });
}

/** Says that it is done: from now on its text stands. */
export async function publishPostmortem(ctx: Ctx, { reference }: z.output<typeof PublishPostmortem>): Promise<Changed> {
  return changing(ctx, reference, async (incident, row) => {
    const { rules } = await postmortemRules();
    requirePublishable(row.state, rules.approvals[incident.room.severity ?? "SEV4"]);
    return { action: "published", state: "published", note: null, tells: incident.room.watchers, dueAt: null };
  });
}

/** Takes it back to a draft, with the reason; its approvals are void. */
export async function reopenPostmortem(ctx: Ctx, { reference, reason }: z.output<typeof ReopenPostmortem>): Promise<Changed> {
  return changing(ctx, reference, async (_, row) => {
    requireReopenable(row.state);
    const tells = (await reviewersOf(row.id)).map(({ person }) => person);
    return { action: row.state === "in-review" ? "withdrawn" : "reopened", state: "draft", note: reason, tells, dueAt: null };
  });
}

type Row = { id: string; title: string; state: PostmortemState; createdBy: unknown };
type Next = { action: PostmortemAction; state: PostmortemState; note: string | null; tells: { id: string; name: string }[]; dueAt: string | null };

/** The incident's lock orders what is decided about its postmortem. */
function changing(ctx: Ctx, reference: string, decide: (incident: OpenIncident, row: Row) => Promise<Next>): Promise<Changed> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const row = await db().postmortem.findUnique({
      where: { incidentId: incident.id },
      select: { id: true, title: true, state: true, createdBy: true },
    });
    if (!row) throw new NotFoundError(`${reference} has no postmortem yet. Draft it first.`);
    const next = await decide(incident, { ...row, state: row.state as PostmortemState });
    const { seq } = await incident.record({ kind: "postmortem", postmortem: row.id, title: row.title, ...next });
    return { seq, state: next.state };
  });
}

function commanderOf({ room }: OpenIncident): { id: string; name: string }[] {
  const held = room.assignments.find(({ role, state }) => role === "commander" && state !== "released");
  return held ? [held.person] : [];
}

/** Another title or due day. */
export async function changePostmortem(ctx: Ctx, { reference, title, dueAt }: z.output<typeof ChangePostmortem>): Promise<Changed> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const row = await db().postmortem.findUnique({ where: { incidentId: incident.id }, select: { id: true, title: true, state: true } });
    if (!row) throw new NotFoundError(`${reference} has no postmortem yet. Draft it first.`);
    if (row.state === "published") throw new ConflictError("It is published, so it stands. Open it again to change it.");
    if (title !== undefined) await db().postmortem.update({ where: { id: row.id }, data: { title } });
    const state = row.state as PostmortemState;
    const note = title !== undefined ? `Renamed to “${title}”` : null;
    const { seq } = await incident.record({
      kind: "postmortem",
      action: "edited",
      postmortem: row.id,
      title: title ?? row.title,
      state,
      note,
      tells: [],
      dueAt: dueAt ?? null,
    });
    return { seq, state };
  });
}
