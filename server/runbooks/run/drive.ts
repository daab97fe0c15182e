import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Action } from "#lib/contracts/runbook.ts";
import type { PlannedStep } from "#lib/contracts/runbook-plan.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { perform } from "../steps/perform.ts";
import { completed, type Outcome } from "../steps/workplace.ts";
import { askApproval } from "./approvals.ts";
import { begin, boundOf, type Seen, type Work } from "./begin.ts";
import { changeRun, type OpenRun } from "./change-run.ts";
import { surroundingsOf } from "./cluster.ts";
import { EXECUTOR } from "./executor.ts";
import { approvalFact, stepFact } from "./facts.ts";
import { type Claim, type Driving, performing } from "./performing.ts";
import { performCheck } from "./preflight.ts";
import { lookOnce } from "./verify.ts";

const LOST = "the worker that ran it ended: look what it has done, then run it again, skip it or roll back";

/** Drives a run until it has to wait for somebody, or ends. Steps that were running when their worker died become `unknown`, and stay so. */
export async function drive(claim: Claim, signal: AbortSignal): Promise<void> {
  const opened = await changeRun(EXECUTOR, claim.id, takeUp, claim.fence);
  const folder = await mkdtemp(join(tmpdir(), "muster-run-"));
  try {
    const [around, { allowedHosts }] = await Promise.all([
      surroundingsOf(EXECUTOR, opened.row.incidentId, opened.row.plan.cluster),
      organisationSettings(),
    ]);
    const driving: Driving = { ...claim, ...opened, around, folder, allowedHosts, signal };
    let seen: Seen | null = null;
    while (!signal.aborted) {
      const looked: Seen | null = seen;
      seen = null;
      const work = await changeRun(EXECUTOR, claim.id, (run) => begin(run, around.scope, looked), claim.fence);
      if (!work || (work.kind === "verify" && !(await lookOnce(driving)))) return;
      seen = await doWork(driving, work);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeUp(run: OpenRun): Promise<Pick<Driving, "row" | "incident" | "isDrill">> {
  for (const { phase, n, state, undoState } of run.steps) {
    if (state === "running" && phase !== "step") run.setStep(phase, n, { state: "pending" });
    else if (state === "running") {
      run.setStep(phase, n, { state: "unknown", detail: LOST, endedAt: run.now });
      await stepFact(run, n, "unknown", LOST);
    }
    if (undoState === "running") run.setStep(phase, n, { undoState: "unknown", undoNote: LOST });
  }
  return { row: run.row, incident: run.room?.reference ?? null, isDrill: run.room?.kind === "drill" };
}

async function doWork(driving: Driving, work: Work): Promise<Seen | null> {
  switch (work.kind) {
    case "check": {
      const { n } = work.check;
      const outcome = await performing(driving, { phase: "preflight", n, attempt: 1, part: "check" }, (at) =>
        performCheck(work.check, driving.row.plan, at),
      );
      await changeRun(
        EXECUTOR,
        driving.id,
        async (run) => void run.setStep("preflight", n, { ...stateOf(outcome), endedAt: run.now }),
        driving.fence,
      );
      return null;
    }
    case "observe":
      return observe(driving, work.step, work.why);
    case "perform":
      await performStep(driving, work.step, work.attempt);
      return null;
    case "undo":
      await undoStep(driving, work.step);
      return null;
    case "verify":
    case "again":
      return null;
    default:
      return work satisfies never;
  }
}

/** Looks at the target and at what would change. To ask for an approval, it is stored with it; to begin, it is compared with it. */
async function observe(driving: Driving, step: PlannedStep, why: "ask" | "perform"): Promise<Seen> {
  const at = { phase: "step" as const, n: step.n, attempt: 0, part: "observe" };
  const look = async (action: Action | null, part: string): Promise<string> => {
    if (!action) return "";
    const { state, text, detail } = await performing(driving, { ...at, part }, (place) => perform(action, place), step);
    return state === "completed" ? text.trim().slice(0, 20_000) : `could not be seen: ${detail}`;
  };
  const seen: Seen = {
    n: step.n,
    cluster: driving.around.clusterName,
    observed: await look(step.observe, "observe"),
    plan: await look(step.plan, "plan"),
  };
  if (why === "perform") return seen;
  await changeRun(
    EXECUTOR,
    driving.id,
    async (run) => {
      if (run.row.state === "rolling_back") return;
      const unanswered = await askApproval(run.sql, boundOf(run, step, seen), run.row.startedBy.type === "user" ? [run.row.startedBy.id] : []);
      run.setStep("step", step.n, { state: "approval", isReady: false });
      run.tell({ type: "approval" });
      if (unanswered === 0) await approvalFact(run, step.n, "asked", null);
    },
    driving.fence,
  );
  return seen;
}

async function performStep(driving: Driving, step: PlannedStep, attempt: number): Promise<void> {
  const outcome = await tried(driving, step, attempt);
  await changeRun(
    EXECUTOR,
    driving.id,
    async (run) => {
      const isLost = outcome.state === "cancelled" && !run.row.isStopping;
      const [state, detail] = isLost ? ["unknown" as const, LOST] : [outcome.state, outcome.detail];
      run.setStep("step", step.n, { state, detail, exitCode: outcome.exitCode, endedAt: run.now });
      await stepFact(run, step.n, state, detail);
    },
    driving.fence,
  );
}

/** Check, do, verify; again as often as the step allows. */
async function tried(driving: Driving, step: PlannedStep, attempt: number): Promise<Outcome> {
  const place = (part: string) => ({ phase: "step" as const, n: step.n, attempt, part });
  const part = (action: Action, name: string) => performing(driving, place(name), (at) => perform(action, at), step);
  if (step.check) {
    const held = await part(step.check, "check");
    if (held.state !== "completed") return { ...held, detail: `its precondition does not hold: ${held.detail}` };
  }
  let outcome = await part(step.action, "do");
  for (let again = 0; again < step.retries && outcome.state === "failed" && !driving.signal.aborted; again += 1) {
    await pause(step.retryAfterSeconds * 1_000);
    outcome = await part(step.action, "do");
  }
  if (outcome.state !== "completed" || !step.verify || driving.row.mode === "dry") return outcome;
  const verified = await part(step.verify, "verify");
  return verified.state === "completed" ? outcome : { ...verified, detail: `done, but not as wanted: ${verified.detail}` };
}

/** Each of its commands, in their order, and then that it worked: that none of them failed. */
async function undoStep(driving: Driving, step: PlannedStep): Promise<void> {
  let outcome: Outcome = completed(null);
  for (const action of Array.isArray(step.undo) ? step.undo : []) {
    outcome = await performing(driving, { phase: "step", n: step.n, attempt: 0, part: "undo" }, (at) => perform(action, at), step);
    if (outcome.state !== "completed") break;
  }
  await changeRun(
    EXECUTOR,
    driving.id,
    async (run) => {
      const isUndone = outcome.state === "completed";
      run.setStep("step", step.n, { undoState: isUndone ? "undone" : "failed", undoNote: outcome.detail });
      await stepFact(run, step.n, isUndone ? "undone" : "undo_failed", outcome.detail);
    },
    driving.fence,
  );
}

function stateOf({ state, detail, exitCode }: Outcome): Pick<Outcome, "state" | "detail" | "exitCode"> {
  return { state, detail, exitCode };
}
