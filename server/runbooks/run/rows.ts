import type { Actor } from "#lib/contracts/actor.ts";
import type { RunPlan } from "#lib/contracts/runbook-plan.ts";
import type { RunbookRunSummary, StepView } from "#lib/contracts/runbook-run.ts";
import { isSettled, type RunbookRunState, type RunMode } from "#lib/contracts/runbook-terms.ts";

/** A run as it is stored. Times RFC 3339. */
export type RunRow = {
  id: string;
  slug: string;
  title: string;
  version: number;
  incidentId: string | null;
  mode: RunMode;
  state: RunbookRunState;
  waitsFor: RunbookRunSummary["waitsFor"];
  plan: RunPlan;
  target: string;
  startedBy: Actor;
  note: string | null;
  isStopping: boolean;
  fence: number;
  lastSeq: number;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
};

export const RUN_COLUMNS = `id, slug, title, version, incident_id AS "incidentId", mode, state, waits_for AS "waitsFor", plan, target,
  started_by AS "startedBy", note, is_stopping AS "isStopping", fence, last_seq AS "lastSeq", created_at AS "createdAt", started_at AS "startedAt",
  ended_at AS "endedAt"`;

export const STEP_COLUMNS = `phase, n, state, attempt, detail, exit_code AS "exitCode", is_ready AS "isReady", undo_state AS "undoState",
  undo_note AS "undoNote", started_at AS "startedAt", ended_at AS "endedAt"`;

type Dated<T> = { [K in keyof T]: string extends T[K] ? T[K] | Date : T[K] };
const instant = (at: unknown): string | null => (at instanceof Date ? at.toISOString() : typeof at === "string" ? at : null);

export function runRow(raw: Dated<RunRow>): RunRow {
  return { ...(raw as RunRow), createdAt: instant(raw.createdAt) ?? "", startedAt: instant(raw.startedAt), endedAt: instant(raw.endedAt) };
}

export function stepRow(raw: Dated<StepView>): StepView {
  return { ...(raw as StepView), startedAt: instant(raw.startedAt), endedAt: instant(raw.endedAt) };
}

export const PHASE_ORDER = { preflight: 0, step: 1, verification: 2 } as const;

export function inOrder(steps: readonly StepView[]): StepView[] {
  return steps.toSorted((one, other) => PHASE_ORDER[one.phase] - PHASE_ORDER[other.phase] || one.n - other.n);
}

export function progressOf(steps: readonly StepView[]): { done: number; of: number } {
  const own = steps.filter(({ phase }) => phase === "step");
  return { done: own.filter(({ state }) => isSettled(state)).length, of: own.length };
}
