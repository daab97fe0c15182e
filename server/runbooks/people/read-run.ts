import { z } from "zod";
import type { Prisma, RunbookApproval } from "#generated/prisma/client.ts";
import { pageOf, readCursor } from "#lib/contracts/page.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type {
  ApprovalView,
  Bound,
  ListRunbookRuns,
  LoggedEvent,
  ReadOutput,
  RunbookRunId,
  RunbookRunSummary,
  RunView,
} from "#lib/contracts/runbook-run.ts";
import { findIncident, maySee } from "#server/incidents/index.ts";
import { authorize, mayUse } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { noSuchRun } from "../run/change-run.ts";
import { inOrder, progressOf, type RunRow, runRow, stepRow } from "../run/rows.ts";
import { runMarkdown } from "../run/summary.ts";

const WITH = { incident: { select: { reference: true, title: true, state: true } }, steps: true } as const;
type Stored = Prisma.RunbookRunGetPayload<{ include: typeof WITH }>;
/** Of the log, this much is sent with the run; the stream brings the rest. */
const MOST_EVENTS = 2_000;

/** One run with its plan, steps, approvals and output. A run of a private incident does not exist for those not named on it. */
export async function readRunbookRun(ctx: Ctx, { id }: z.output<typeof RunbookRunId>): Promise<RunView> {
  authorize(ctx, "runbook.read");
  const stored = await storedRun(ctx, id);
  const row = rowOf(stored);
  const steps = inOrder(stored.steps.map((step) => stepRow(step as unknown as Parameters<typeof stepRow>[0])));
  const [approvals, events, now] = await Promise.all([
    db().runbookApproval.findMany({ where: { runId: id }, orderBy: { createdAt: "desc" }, take: 50 }),
    db().runbookEvent.findMany({
      where: { runId: id, seq: { lte: row.lastSeq }, data: { path: ["type"], equals: "output" } },
      orderBy: { seq: "desc" },
      take: MOST_EVENTS,
    }),
    databaseNow(),
  ]);
  return {
    run: summaryOf(stored),
    plan: row.plan,
    steps,
    approvals: approvals.map((one) => approvalOf(ctx, one, row)),
    events: events.reverse().map(({ seq, data }) => ({ seq, data: data as LoggedEvent["data"] })),
    lastSeq: row.lastSeq,
    summary: runMarkdown(row, row.plan, steps, now),
    rights: {
      mayRun: mayUse(ctx, "runbook.run"),
      mayApprove: mayUse(ctx, "runbook.run") && ctx.person !== null && ctx.person.id !== row.startedBy.id,
    },
    now,
  };
}

async function storedRun(ctx: Ctx, id: string): Promise<Stored> {
  const stored = await db().runbookRun.findUnique({ where: { id }, include: WITH });
  if (!stored || (stored.incident && !maySee(ctx, stored.incident.state as RoomState))) throw noSuchRun(id);
  return stored;
}

/** The log after a position, for streams. */
export async function readRunEvents(
  ctx: Ctx,
  { id, after }: z.output<typeof ReadOutput>,
  limit = 200,
): Promise<{ items: LoggedEvent[]; isEnded: boolean }> {
  authorize(ctx, "runbook.read");
  const run = await storedRun(ctx, id);
  const rows = await db().runbookEvent.findMany({
    where: { runId: id, seq: { gt: after } },
    orderBy: { seq: "asc" },
    take: limit,
    select: { seq: true, data: true },
  });
  return { items: rows.map(({ seq, data }) => ({ seq, data: data as LoggedEvent["data"] })), isEnded: run.endedAt !== null && rows.length === 0 };
}

/** Runs of no incident, and of those that the asking person may see. */
function ofVisible(ctx: Ctx): Prisma.RunbookRunWhereInput {
  if (ctx.isSystem) return {};
  const named = ctx.person ? [{ incident: { people: { some: { userId: ctx.person.id, isMember: true } } } }] : [];
  return { OR: [{ incidentId: null }, { incident: { visibility: "normal" } }, ...named] };
}

const Cursor = z.tuple([z.string(), z.string()]);

/** Runs, newest first; of one incident, runbook or state, or by words of title, target, note and who started it. */
export async function listRunbookRuns(
  ctx: Ctx,
  { incident, slug, state, q, limit, cursor }: z.output<typeof ListRunbookRuns>,
): Promise<{ items: RunbookRunSummary[]; nextCursor: string | null }> {
  authorize(ctx, "runbook.read");
  const about = incident ? await findIncident(ctx, incident) : null;
  const after = readCursor(cursor, Cursor);
  const words = (q ?? "").split(/\s+/).filter(Boolean);
  const like = (word: string): Prisma.RunbookRunWhereInput => ({
    OR: [
      ...(["title", "slug", "target", "note"] as const).map((field) => ({ [field]: { contains: word, mode: "insensitive" as const } })),
      { startedBy: { path: ["name"], string_contains: word, mode: "insensitive" } },
      { incident: { reference: { contains: word, mode: "insensitive" } } },
    ],
  });
  const rows = await db().runbookRun.findMany({
    where: {
      AND: [
        ofVisible(ctx),
        ...(about ? [{ incidentId: about.id }] : []),
        ...(slug ? [{ slug }] : []),
        ...(state === "open" ? [{ endedAt: null }] : state ? [{ state }] : []),
        ...words.map(like),
        ...(after ? [{ OR: [{ createdAt: { lt: new Date(after[0]) } }, { createdAt: new Date(after[0]), id: { lt: after[1] } }] }] : []),
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include: WITH,
  });
  return pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id], summaryOf);
}

/** What waits for an approval that this person may give, the one that runs out first before the others. */
export async function listApprovals(ctx: Ctx): Promise<{ items: { run: RunbookRunSummary; approval: ApprovalView; title: string }[] }> {
  authorize(ctx, "runbook.read");
  const rows = await db().runbookApproval.findMany({
    where: { state: "asked", run: ofVisible(ctx) },
    orderBy: { expiresAt: "asc" },
    take: 100,
    include: { run: { include: WITH } },
  });
  return {
    items: rows.map(({ run, ...approval }) => {
      const row = rowOf(run);
      return { run: summaryOf(run), approval: approvalOf(ctx, approval, row), title: row.plan.steps.find(({ n }) => n === approval.n)?.title ?? "" };
    }),
  };
}

function rowOf(stored: Stored): RunRow {
  return runRow(stored as unknown as Parameters<typeof runRow>[0]);
}

function summaryOf(stored: Stored): RunbookRunSummary {
  const { id, slug, title, version, mode, state, waitsFor, target, startedBy, note, createdAt, startedAt, endedAt } = rowOf(stored);
  const { incident } = stored;
  const steps = stored.steps.map((step) => stepRow(step as unknown as Parameters<typeof stepRow>[0]));
  return {
    id,
    slug,
    title,
    version,
    mode,
    state,
    waitsFor,
    target,
    incident: incident ? { reference: incident.reference, title: incident.title } : null,
    startedBy,
    note,
    createdAt,
    startedAt,
    endedAt,
    ...progressOf(steps),
  };
}

function approvalOf(
  ctx: Ctx,
  { id, n, hash, bound, state, reason, createdAt, expiresAt, decidedName, decidedAt, askedBy }: RunbookApproval,
  row: RunRow,
): ApprovalView {
  const whyNot = !mayUse(ctx, "runbook.run")
    ? "Responders approve steps."
    : !ctx.person
      ? "Only a person can approve a step."
      : askedBy.includes(ctx.person.id) || row.startedBy.id === ctx.person.id
        ? "You want this step yourself: another person has to approve it."
        : null;
  return {
    id,
    n,
    hash,
    bound: bound as Bound,
    state: state as ApprovalView["state"],
    reason,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    decidedName,
    decidedAt: decidedAt?.toISOString() ?? null,
    mayDecide: whyNot === null && state === "asked",
    whyNot,
  };
}
