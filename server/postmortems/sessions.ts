import type { z } from "zod";
import { AddActionItem } from "#lib/contracts/action-item.ts";
import type { PersonRef } from "#lib/contracts/actor.ts";
import { DUE_DAYS } from "#lib/contracts/postmortem-terms.ts";
import {
  type CaptureInReview,
  type ChangeReviewSession,
  type DecideInReview,
  type EndReviewSession,
  type ListReviewSessions,
  type ReviewSession,
  SessionState,
  type StartReviewSession,
} from "#lib/contracts/review-session.ts";
import { addActionItem } from "#server/action-items/index.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { findPostmortem } from "./access.ts";
import { applyChange, closeSession, openSession, sessionWords, withDecision } from "./session-rules.ts";
import { tellChanged } from "./store.ts";

/** The review sessions of a postmortem, the newest first; one that runs has no end. */
export async function listReviewSessions(ctx: Ctx, { reference }: z.output<typeof ListReviewSessions>): Promise<ReviewSession[]> {
  authorize(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, reference);
  const rows = await db().reviewSession.findMany({ where: { postmortemId: row.id }, orderBy: { startedAt: "desc" }, take: 50 });
  return rows.map((one) => sessionOf(one, reference));
}

/** Begins a meeting over the postmortem; whoever begins it presents. */
export async function startReviewSession(ctx: Ctx, { reference, agenda }: z.output<typeof StartReviewSession>): Promise<{ id: string }> {
  const person = authorizePerson(ctx, "incident.write");
  const { row } = await findPostmortem(ctx, reference);
  const id = newId();
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM postmortem WHERE id = ${row.id}::uuid FOR UPDATE`;
    const running = await tx.reviewSession.findFirst({ where: { postmortemId: row.id, endedAt: null } });
    if (running) throw new ConflictError(`A session runs already; ${running.presenter} presents. Join that one, or end it first.`);
    const now = await databaseNow(tx);
    const by = { id: person.id, name: person.name };
    const state = openSession(agenda, by, now);
    await tx.reviewSession.create({
      data: { id, postmortemId: row.id, presenterId: person.id, presenter: person.name, state, startedAt: new Date(now) },
    });
    await audit(tx, ctx, { action: "review-session.start", subject: reference, detail: { id } });
    await tellChanged(row.id, tx);
  });
  return { id };
}

/** What people in the meeting do: come, go, present, move the agenda or the moment. */
export async function changeReviewSession(ctx: Ctx, { reference, change }: z.output<typeof ChangeReviewSession>): Promise<{ version: number }> {
  authorizePerson(ctx, change.do === "join" || change.do === "leave" ? "incident.read" : "incident.write");
  return changing(ctx, reference, `review-session.${change.do}`, ({ state, ...moment }) => ({
    ...applyChange(state, change, moment),
    ...(change.do === "undecide" ? { detail: { text: state.decisions.find(({ id }) => id === change.decision)?.text ?? "" } } : {}),
  }));
}

/** Writes down what was decided. */
export async function decideInReview(ctx: Ctx, { reference, text }: z.output<typeof DecideInReview>): Promise<{ version: number }> {
  authorizePerson(ctx, "incident.write");
  return changing(ctx, reference, "review-session.decide", ({ state, by, now, presenter }) => ({
    state: withDecision(state, { id: newId(), text, by, at: now }),
    presenter,
  }));
}

/** Adds an action item while people talk: it stands on the board at once, and in the session. */
export async function captureInReview(ctx: Ctx, { reference, title, priority, owner }: z.output<typeof CaptureInReview>): Promise<{ id: string }> {
  authorizePerson(ctx, "incident.write");
  await runningOf(ctx, reference);
  const dueOn = new Date(Date.parse(await databaseNow()) + DUE_DAYS[priority] * 86_400_000).toISOString().slice(0, 10);
  const { id } = await addActionItem(ctx, AddActionItem.parse({ reference, title, priority, owner, dueOn }));
  await changing(ctx, reference, "review-session.capture", ({ state, presenter }) => ({
    state: { ...state, items: [...state.items, id] },
    presenter,
  }));
  return { id };
}

/** Ends the meeting: what was decided becomes an entry of the timeline, which ends the row with it. */
export async function endReviewSession(ctx: Ctx, { reference }: z.output<typeof EndReviewSession>): Promise<{ seq: number }> {
  authorize(ctx, "incident.write");
  const { row } = await findPostmortem(ctx, reference);
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const running = await readRunning(db(), row.id);
    const state = closeSession(running.state, incident.now);
    const { seq } = await incident.record({
      ...{ kind: "postmortem", action: "session-held", postmortem: row.id, title: row.title, state: row.state as "draft" },
      ...{ note: sessionWords(state), dueAt: null, tells: [] },
    });
    return { seq };
  });
}

type Running = { state: SessionState; presenter: PersonRef; by: PersonRef; now: string };
/** `detail`: what the audit trail keeps of it besides. */
type Next = { state: SessionState; presenter: PersonRef; detail?: { text: string } };

/**
 * The row's lock orders what people do at once, and the incident's what they do while the session ends: the end holds that lock from its first look
 * until it is stored.
 */
async function changing(ctx: Ctx, reference: string, action: string, decide: (running: Running) => Next): Promise<{ version: number }> {
  const { row, incident } = await findPostmortem(ctx, reference);
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM incident WHERE id = ${incident.id}::uuid FOR SHARE`;
    await tx.$executeRaw`SELECT 1 FROM review_session WHERE postmortem_id = ${row.id}::uuid AND ended_at IS NULL FOR UPDATE`;
    const { id, version, ...running } = await readRunning(tx, row.id);
    const by = { id: ctx.person?.id ?? ctx.actor.id, name: ctx.actor.name };
    const { state, presenter, detail } = decide({ ...running, by, now: await databaseNow(tx) });
    await tx.reviewSession.update({
      where: { id },
      data: { state, presenterId: presenter.id, presenter: presenter.name, version: version + 1 },
    });
    if (!QUIET.has(action)) await audit(tx, ctx, { action, subject: reference, detail: { id, ...detail } });
    await tellChanged(row.id, tx);
    return { version: version + 1 };
  });
}

/** Where the presenter looks changes with every key; who looked where is nobody's concern. */
const QUIET = new Set(["review-session.moment"]);

async function runningOf(ctx: Ctx, reference: string) {
  const { row } = await findPostmortem(ctx, reference);
  return readRunning(db(), row.id);
}

async function readRunning(reader: Transaction | ReturnType<typeof db>, postmortem: string) {
  const row = await reader.reviewSession.findFirst({ where: { postmortemId: postmortem, endedAt: null } });
  if (!row) throw new NotFoundError("No review session runs. Start one first.");
  return { id: row.id, version: row.version, state: SessionState.parse(row.state), presenter: { id: row.presenterId, name: row.presenter } };
}

type Row = Awaited<ReturnType<ReturnType<typeof db>["reviewSession"]["findMany"]>>[number];

function sessionOf(row: Row, reference: string): ReviewSession {
  const state = SessionState.parse(row.state);
  return {
    ...(row.endedAt ? closeSession(state, row.endedAt.toISOString()) : state),
    ...{ id: row.id, reference, version: row.version, presenter: { id: row.presenterId, name: row.presenter } },
    ...{ startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null },
  };
}
