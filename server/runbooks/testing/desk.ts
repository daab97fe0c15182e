import { setTimeout as pause } from "node:timers/promises";
import { ListRunbookRuns, type RunView, SaveRunbook, StartRunbookRun } from "#lib/contracts/runbook-run.ts";
import { isEnded } from "#lib/contracts/runbook-terms.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { decideStep, listRunbookRuns, readRunbookRun, saveRunbook, startRunbookRun } from "../index.ts";

const LONGEST_MS = 20_000;

/** Stores a runbook as this person, and answers with its name. */
export async function aRunbook(ctx: Ctx, text: string): Promise<string> {
  return (await saveRunbook(ctx, SaveRunbook.parse({ text }))).slug;
}

export async function aRun(
  ctx: Ctx,
  slug: string,
  more: { parameters?: Record<string, string>; mode?: "guided" | "run" | "dry"; incident?: string } = {},
): Promise<string> {
  return (await startRunbookRun(ctx, StartRunbookRun.parse({ slug, mode: "run", ...more }))).id;
}

/** Looks at a run until it is as wanted. */
export async function until(ctx: Ctx, id: string, isWanted: (view: RunView) => boolean, longestMs = LONGEST_MS): Promise<RunView> {
  for (let waited = 0; waited < longestMs; waited += 50) {
    const view = await readRunbookRun(ctx, { id });
    if (isWanted(view)) return view;
    await pause(50);
  }
  const { run, steps } = await readRunbookRun(ctx, { id });
  throw new Error(
    `The run did not come so far: ${run.state}, ${run.waitsFor}, ${JSON.stringify(steps.map(({ phase, n, state, detail }) => [phase, n, state, detail]))}`,
  );
}

export const untilEnd = (ctx: Ctx, id: string): Promise<RunView> => until(ctx, id, ({ run }) => isEnded(run.state));
export const untilWaiting = (ctx: Ctx, id: string, waitsFor: RunView["run"]["waitsFor"]): Promise<RunView> =>
  until(ctx, id, ({ run }) => run.waitsFor === waitsFor);

/** Approves what a run asks for, as this person. */
export async function approve(ctx: Ctx, id: string): Promise<void> {
  const asked = (
    await until(ctx, id, ({ approvals, run }) => run.waitsFor === "approval" && approvals.some(({ state }) => state === "asked"))
  ).approvals.find(({ state }) => state === "asked");
  if (!asked) throw new Error("Nothing is asked.");
  await decideStep(ctx, { id, n: asked.n, hash: asked.hash, approve: true, reason: "" });
}

export const statesOf = ({ steps }: RunView): string[] => steps.filter(({ phase }) => phase === "step").map(({ state }) => state);

export async function runsOf(ctx: Ctx) {
  return (await listRunbookRuns(ctx, ListRunbookRuns.parse({}))).items;
}
