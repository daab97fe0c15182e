import type { RoomState } from "#lib/contracts/room.ts";
import type { RunEvent, StepView } from "#lib/contracts/runbook-run.ts";
import type { StepPhase } from "#lib/contracts/runbook-terms.ts";
import type { Fact } from "#lib/contracts/timeline.ts";
import { maySee } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { type LockedIncident, lockedIncident, record, storeChanges } from "#server/timeline/index.ts";
import { tellApprovers } from "./approvals.ts";
import { RUN_COLUMNS, type RunRow, runRow, STEP_COLUMNS, stepRow } from "./rows.ts";

type RunPatch = Partial<Pick<RunRow, "state" | "waitsFor" | "note" | "isStopping" | "startedAt" | "endedAt">> & { dueInMs?: number | null };
type StepPatch = Partial<Omit<StepView, "phase" | "n">>;

/** A locked run inside a command, with its incident if it has one. What is changed is logged, told and, as facts, on the timeline, in one transaction. */
export type OpenRun = {
  readonly row: RunRow;
  readonly steps: readonly StepView[];
  readonly now: string;
  readonly room: RoomState | null;
  readonly sql: Sql;
  step(phase: StepPhase, n: number): StepView;
  setRun(patch: RunPatch): void;
  setStep(phase: StepPhase, n: number, patch: StepPatch): StepView;
  tell(event: RunEvent): void;
  fact(fact: Fact): Promise<void>;
};

/** The lease of a worker was taken over: whatever it still wanted to write is another's now. */
export class LeaseLost extends Error {}

/**
 * The shape of everything that changes a run: locks its incident and then itself, lets `change` work, and stores all of it together. `fence`: only
 * for the worker that still holds it. A run of a private incident does not exist for those not named on it.
 */
export function changeRun<T>(ctx: Ctx, id: string, change: (run: OpenRun) => Promise<T>, fence?: number): Promise<T> {
  authorize(ctx, "runbook.run");
  return inTransaction(async (sql) => {
    const incident = await lockIncident(sql, id);
    const [raw] = await sql.query<Parameters<typeof runRow>[0]>({
      name: "runbook-run-lock",
      text: `SELECT ${RUN_COLUMNS} FROM runbook_run WHERE id = $1 FOR UPDATE`,
      values: [id],
    });
    if (!raw || (incident && !maySee(ctx, incident.room))) throw noSuchRun(id);
    if (fence !== undefined && raw.fence !== fence) throw new LeaseLost(`The run ${id} is another worker's.`);
    const steps = await sql.query<StepView>({
      name: "runbook-steps",
      text: `SELECT ${STEP_COLUMNS} FROM runbook_step WHERE run_id = $1`,
      values: [id],
    });
    const [clock] = await sql.query<{ now: Date }>({ name: "runbook-now", text: "SELECT muster_now() AS now" });
    const now = clock?.now.toISOString() ?? "";
    const open = openRun(sql, ctx, { row: runRow(raw), steps: steps.map(stepRow), now }, incident);
    const value = await change(open);
    if (incident && incident.links.length > 0) await storeChanges(sql, [incident]);
    sql.send({ name: "runbook-told", text: "SELECT pg_notify('muster', $1)", values: [`runbook ${id}`] });
    return value;
  });
}

export function noSuchRun(id: string): NotFoundError {
  return new NotFoundError(`There is no run of a runbook ${id} that you may see. Check the address.`);
}

type Incident = LockedIncident & { room: RoomState };

async function lockIncident(sql: Sql, runId: string): Promise<Incident | null> {
  const [row] = await sql.query<{ id: string; state: RoomState; last_seq: number; audit_hash: Uint8Array; now: Date }>({
    name: "runbook-incident-lock",
    text: `SELECT id, state, last_seq, audit_hash, GREATEST(muster_now(), activity_at) AS now FROM incident
      WHERE id = (SELECT incident_id FROM runbook_run WHERE id = $1) FOR NO KEY UPDATE`,
    values: [runId],
  });
  if (!row) return null;
  return {
    ...lockedIncident({ id: row.id, room: row.state, lastSeq: row.last_seq, auditHash: row.audit_hash, now: row.now.toISOString() }),
    room: row.state,
  };
}

type Known = { row: RunRow; steps: StepView[]; now: string };

function openRun(sql: Sql, ctx: Ctx, known: Known, incident: Incident | null): OpenRun {
  const { row, steps, now } = known;
  const tell = (event: RunEvent): void => {
    row.lastSeq += 1;
    sql.send({
      name: "runbook-event",
      text: "INSERT INTO runbook_event (run_id, seq, data, at) VALUES ($1, $2, $3, muster_now())",
      values: [row.id, row.lastSeq, JSON.stringify(event)],
    });
    if (event.type === "approval") tellApprovers(sql, row.id);
    sql.send({ name: "runbook-seq", text: "UPDATE runbook_run SET last_seq = $2 WHERE id = $1", values: [row.id, row.lastSeq] });
  };
  const step = (phase: StepPhase, n: number): StepView => {
    const found = steps.find((one) => one.phase === phase && one.n === n);
    if (found) return found;
    throw new NotFoundError(`The run of ${row.title} has no step ${n}. It has ${row.plan.steps.length}.`);
  };
  return {
    row,
    steps,
    now,
    room: incident?.room ?? null,
    sql,
    step,
    tell,
    setRun(patch) {
      Object.assign(row, patch);
      sql.send(runUpdate(row, patch));
      const { state, waitsFor, note, startedAt, endedAt } = row;
      tell({ type: "run", run: { state, waitsFor, note, startedAt, endedAt } });
    },
    setStep(phase, n, patch) {
      const changed = Object.assign(step(phase, n), patch);
      sql.send(stepUpdate(row.id, changed));
      tell({ type: "step", step: { ...changed } });
      return changed;
    },
    async fact(fact) {
      if (incident) await record(sql, ctx, incident, fact);
    },
  };
}

/** `dueInMs`: when the worker has something to do; null: nothing until a person decides. */
function runUpdate(row: RunRow, { dueInMs }: RunPatch) {
  const due =
    dueInMs === undefined ? "due_at" : "CASE WHEN $8::float8 IS NULL THEN NULL ELSE muster_now() + $8::float8 * interval '1 millisecond' END";
  const values = [row.id, row.state, row.waitsFor, row.note, row.isStopping, row.startedAt, row.endedAt];
  return {
    name: dueInMs === undefined ? "runbook-run-set" : "runbook-run-set-due",
    text: `UPDATE runbook_run SET state = $2, waits_for = $3, note = $4, is_stopping = $5, started_at = $6, ended_at = $7, due_at = ${due} WHERE id = $1`,
    values: dueInMs === undefined ? values : [...values, dueInMs],
  };
}

function stepUpdate(runId: string, { phase, n, state, attempt, detail, exitCode, isReady, undoState, undoNote, startedAt, endedAt }: StepView) {
  return {
    name: "runbook-step-set",
    text: `UPDATE runbook_step SET state = $4, attempt = $5, detail = $6, exit_code = $7, is_ready = $8, undo_state = $9, undo_note = $10, started_at = $11,
      ended_at = $12 WHERE run_id = $1 AND phase = $2 AND n = $3`,
    values: [runId, phase, n, state, attempt, detail?.slice(0, 2_000) ?? null, exitCode, isReady, undoState, undoNote, startedAt, endedAt],
  };
}
