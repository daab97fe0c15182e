import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlannedCheck, PlannedStep, RunPlan } from "#lib/contracts/runbook-plan.ts";
import { isReading } from "#lib/contracts/runbook-risk.ts";
import type { StepView } from "#lib/contracts/runbook-run.ts";
import { isBroken, needsApproval, type RunMode, STEP_RISKS } from "#lib/contracts/runbook-terms.ts";
import { wasBegun } from "#lib/contracts/runbook-undo.ts";
import { type Move, nextMove } from "./next-move.ts";

const RUNS = Number(process.env.MUSTER_PROOF_SIZE ?? 0) || 500;
/** No run of a few steps takes more moves, whatever comes of them. */
const MOST_MOVES = 300;

const reads = { kind: "kubectl" as const, argv: ["kubectl", "get", "pods", "-n", "a"] };
const changes = { kind: "kubectl" as const, argv: ["kubectl", "delete", "pod", "x", "-n", "a"] };

const aStep: fc.Arbitrary<Omit<PlannedStep, "n">> = fc.record({
  title: fc.constant("Step"),
  about: fc.constant(""),
  kind: fc.constant("kubectl" as const),
  risk: fc.constantFrom(...STEP_RISKS),
  action: fc.constantFrom(reads, changes, { kind: "manual" as const, text: "Look" }, { kind: "ask" as const, question: "Go on?", choices: ["Yes"] }),
  check: fc.constant(null),
  plan: fc.constant(null),
  observe: fc.constant(null),
  verify: fc.constant(null),
  undo: fc.constantFrom([changes], { none: "It is gone" }, null),
  skip: fc.option(fc.constant("not now"), { freq: 6 }),
  timeoutSeconds: fc.constant(10),
  retries: fc.constant(0),
  retryAfterSeconds: fc.constant(1),
  onFailure: fc.constantFrom("ask" as const, "continue" as const, "rollback" as const),
  isIdempotent: fc.boolean(),
  secrets: fc.constant([]),
  from: fc.constant(null),
});
const aCheck: fc.Arbitrary<Omit<PlannedCheck, "n">> = fc.record({
  check: fc.constant("cluster" as const),
  title: fc.constant("Cluster"),
  subject: fc.constant(""),
  namespace: fc.constant(""),
  action: fc.constant(null),
  isAdvice: fc.boolean(),
});
const numbered = <T>(list: T[]): (T & { n: number })[] => list.map((one, at) => ({ ...one, n: at + 1 }));

const aLife = fc.record({
  steps: fc.array(aStep, { minLength: 1, maxLength: 6 }),
  checks: fc.array(aCheck, { maxLength: 3 }),
  mode: fc.constantFrom<RunMode>("guided", "run", "dry"),
  hasWatch: fc.boolean(),
  /** What comes of each thing that is done, and what people decide, one after the other. */
  luck: fc.array(fc.nat(99), { minLength: 40, maxLength: 40 }),
});
type Life = typeof aLife extends fc.Arbitrary<infer T> ? T : never;

function planOf({ steps, checks, mode, hasWatch }: Life): RunPlan {
  const watches = [{ n: 1, title: "Watch", action: reads }];
  const verification = hasWatch ? { minutes: 15, everyMinutes: 3, watches } : null;
  return {
    slug: "x",
    title: "X",
    mode,
    parameters: {},
    cluster: null,
    target: "",
    namespace: "",
    preflight: numbered(checks),
    steps: numbered(steps),
    verification,
  };
}

function standing(phase: StepView["phase"], n: number): StepView {
  const none = { attempt: 0, detail: null, exitCode: null, isReady: false, undoState: null, undoNote: null, startedAt: null, endedAt: null };
  return { phase, n, state: "pending", ...none };
}

type Told = { move: Move; before: StepView[]; isRollingBack: boolean };

/** Plays a run to its end, as worker and people would, with the luck of this life. Answers with each move and how things stood before it. */
function play(life: Life): { plan: RunPlan; told: Told[]; isOver: boolean } {
  const plan = planOf(life);
  const phases = { preflight: plan.preflight, step: plan.steps, verification: life.mode === "dry" ? [] : (plan.verification?.watches ?? []) };
  const steps = (Object.keys(phases) as StepView["phase"][]).flatMap((phase) => phases[phase].map(({ n }) => standing(phase, n)));
  const of = (phase: StepView["phase"], n: number): StepView => {
    const found = steps.find((one) => one.phase === phase && one.n === n);
    if (found) return found;
    throw new Error(`No ${phase} ${n}`);
  };
  const told: Told[] = [];
  let [at, isRollingBack] = [0, false];
  const luck = (): number => life.luck[at++ % life.luck.length] ?? 0;
  for (let count = 0; count < MOST_MOVES; count += 1) {
    const move = nextMove({ plan, mode: life.mode, isRollingBack, steps });
    told.push({ move, before: structuredClone(steps), isRollingBack });
    if (move.kind === "finish" || move.kind === "undone") return { plan, told, isOver: true };
    if (move.kind === "roll-back") isRollingBack = true;
    else if (move.kind === "hold") isRollingBack = decide(move, of, luck, isRollingBack) || isRollingBack;
    else perform(move, of, luck);
  }
  return { plan, told, isOver: false };
}

type Of = (phase: StepView["phase"], n: number) => StepView;

function perform(move: Move, of: Of, luck: () => number): void {
  switch (move.kind) {
    case "check":
      Object.assign(of("preflight", move.n), { state: luck() < 85 ? "completed" : "failed" });
      return;
    case "skip":
    case "show":
      Object.assign(of("step", move.n), { state: move.kind === "skip" ? "skipped" : "shown" });
      return;
    case "perform": {
      const step = of("step", move.n);
      const came = luck();
      const state = came < 70 ? "completed" : came < 85 ? "failed" : came < 92 ? "timed_out" : "unknown";
      Object.assign(step, { state, attempt: step.attempt + 1, isReady: false });
      return;
    }
    case "ask-approval":
      Object.assign(of("step", move.n), { state: "approval", isReady: false });
      return;
    case "ask":
      Object.assign(of("step", move.n), { state: "asking" });
      return;
    case "offer":
      Object.assign(of("step", move.n), { state: "ready" });
      return;
    case "undo":
      Object.assign(of("step", move.n), { undoState: luck() < 85 ? "undone" : "failed" });
      return;
    default:
      Object.assign(of("verification", 1), { state: luck() < 80 ? "completed" : "failed" });
  }
}

/** What a person does where the run waits; true: they roll it back. */
function decide(move: Extract<Move, { kind: "hold" }>, of: Of, luck: () => number, isRollingBack: boolean): boolean {
  if (isRollingBack) {
    Object.assign(of("step", move.n), { undoState: "undone" });
    return false;
  }
  if (move.n === 0) {
    for (const phase of ["preflight", "verification"] as const)
      for (let n = 1; n <= 3; n += 1) {
        const found = safely(of, phase, n);
        if (found && isBroken(found.state)) found.state = "completed";
      }
    return false;
  }
  const step = of("step", move.n);
  const choice = luck();
  if (move.for === "decision" && choice < 20) return true;
  if (move.for === "approval") Object.assign(step, choice < 80 ? { isReady: true } : { state: "failed" });
  else if (move.for === "answer") Object.assign(step, { state: "completed", attempt: step.attempt + 1 });
  else if (choice < 60) Object.assign(step, { state: move.for === "step" ? "ready" : "pending", isReady: true });
  else Object.assign(step, { state: "skipped" });
  return false;
}

function safely(of: Of, phase: StepView["phase"], n: number): StepView | null {
  try {
    return of(phase, n);
  } catch {
    return null;
  }
}

const stepIn = (steps: readonly StepView[], n: number): StepView | undefined => steps.find((one) => one.phase === "step" && one.n === n);

describe("whatever comes of its steps and whatever people decide, a run", () => {
  const each = (holds: (played: ReturnType<typeof play>, life: Life) => void): void =>
    fc.assert(
      fc.property(aLife, (life) => holds(play(life), life)),
      { numRuns: RUNS },
    );

  test("comes to an end, and the same standing gives the same move", () => {
    each(({ plan, told, isOver }, life) => {
      expect(isOver).toBe(true);
      for (const { move, before, isRollingBack } of told) expect(nextMove({ plan, mode: life.mode, isRollingBack, steps: before })).toEqual(move);
    });
  });

  test("does no risky step without an approval, none that is skipped, and none before those above it are settled or passed", () => {
    each(({ plan, told }, { mode }) => {
      for (const { move, before } of told) {
        if (move.kind !== "perform") continue;
        const planned = plan.steps[move.n - 1];
        expect(planned?.skip).toBeNull();
        if (planned && needsApproval(planned.risk) && mode !== "dry")
          expect(stepIn(before, move.n)).toMatchObject({ state: "approval", isReady: true });
        for (const above of plan.steps.slice(0, move.n - 1)) {
          const state = stepIn(before, above.n)?.state ?? "pending";
          const isPassed = above.onFailure === "continue" && (state === "failed" || state === "timed_out");
          expect(["completed", "skipped", "shown"].includes(state) || isPassed, `${above.n} ${state}`).toBe(true);
        }
        for (const { n, isAdvice } of plan.preflight) {
          const state = before.find((one) => one.phase === "preflight" && one.n === n)?.state;
          expect(state === "completed" || (isAdvice && state === "failed")).toBe(true);
        }
      }
    });
  });

  test("that is dry changes nothing, takes nothing back and asks nobody", () => {
    each(({ plan, told }, { mode }) => {
      if (mode !== "dry") return;
      for (const { move } of told) {
        expect(["undo", "ask", "ask-approval", "offer", "verify"]).not.toContain(move.kind);
        const planned = move.kind === "perform" ? plan.steps[move.n - 1] : undefined;
        if (planned) expect(isReading(planned.action)).toBe(true);
      }
    });
  });

  test("that is guided does nothing that nobody let begin", () => {
    each(({ plan, told }, { mode }) => {
      if (mode !== "guided") return;
      for (const { move, before } of told)
        if (move.kind === "perform") expect(stepIn(before, move.n)?.isReady, plan.steps[move.n - 1]?.title).toBe(true);
    });
  });

  test("never does a step again by itself that is unknown or failed", () => {
    each(({ told }) => {
      for (const { move, before } of told)
        if (move.kind === "perform") expect(["unknown", "failed", "timed_out", "running"]).not.toContain(stepIn(before, move.n)?.state);
    });
  });

  test("takes back what was begun, last first, each once, and nothing else", () => {
    each(({ plan, told }, life) => {
      const undone = told.flatMap(({ move }) => (move.kind === "undo" ? [move.n] : []));
      expect(undone).toEqual([...new Set(undone)].toSorted((one, other) => other - one));
      for (const { move, before } of told) {
        if (move.kind !== "undo") continue;
        const step = stepIn(before, move.n);
        expect(step && wasBegun(step)).toBe(true);
        const planned = plan.steps[move.n - 1];
        expect(Array.isArray(planned?.undo) && !isReading(planned.action)).toBe(true);
      }
      const last = told.at(-1);
      if (last?.move.kind !== "undone") return;
      const left = plan.steps.filter(({ n, undo, action }) => {
        const step = stepIn(last.before, n);
        return life.mode !== "dry" && Array.isArray(undo) && !isReading(action) && step && wasBegun(step) && step.undoState !== "undone";
      });
      expect(left).toEqual([]);
    });
  });
});
