import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { aRun, aRunbook } from "./desk.ts";

const TEXT = "name: by-hand\nsteps:\n  - title: Look\n    manual: Look at it\n";
const STATES = {
  "runbook run": { run: "waiting", waitsFor: "step", step: "ready" },
  "failed runbook run": { run: "waiting", waitsFor: "decision", step: "failed" },
  "asking runbook run": { run: "waiting", waitsFor: "answer", step: "asking" },
  "ended runbook run": { run: "failed", waitsFor: null, step: "failed" },
} as const;

/** A run in each state that people can do something about, without a worker that drives it. */
export async function runsInEveryState(ctx: Ctx): Promise<Record<string, string>> {
  const slug = await aRunbook(ctx, TEXT);
  const ids: Record<string, string> = {};
  for (const [name, { run, waitsFor, step }] of Object.entries(STATES)) {
    const id = await aRun(ctx, slug);
    await db().runbookRun.update({ where: { id }, data: { state: run, waitsFor, dueAt: null, endedAt: run === "failed" ? new Date() : null } });
    await db().runbookStep.updateMany({ where: { runId: id }, data: { state: step } });
    ids[name] = id;
  }
  return ids;
}
