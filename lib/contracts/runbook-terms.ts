/** What a step does. Each has its own file in server/runbooks/steps; `runbook` is replaced by the steps of the runbook that it names. */
export const STEP_KINDS = ["manual", "shell", "kubectl", "http", "query", "wait", "ask", "agent", "notify", "runbook"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** How much a step can do: `high` and `irreversible` wait for another person's approval. */
export const STEP_RISKS = ["read", "low", "high", "irreversible"] as const;
export type StepRisk = (typeof STEP_RISKS)[number];

/** guided: each step waits for a person. run: stops only at approvals, failures and questions. dry: reads are made, everything else is only shown. */
export const RUN_MODES = ["guided", "run", "dry"] as const;
export type RunMode = (typeof RUN_MODES)[number];

export const PARAMETER_TYPES = ["text", "number", "boolean", "choice", "namespace", "deployment", "statefulset", "node", "pod"] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

export const STEP_STATES = [
  "pending",
  "ready",
  "approval",
  "asking",
  "running",
  "completed",
  "skipped",
  "shown",
  "failed",
  "timed_out",
  "cancelled",
  "unknown",
] as const;
export type StepState = (typeof STEP_STATES)[number];

export const UNDO_STATES = ["running", "undone", "failed", "unknown"] as const;
export type UndoState = (typeof UNDO_STATES)[number];

export const RUNBOOK_RUN_STATES = ["proposed", "running", "waiting", "rolling_back", "succeeded", "failed", "rolled_back", "cancelled"] as const;
export type RunbookRunState = (typeof RUNBOOK_RUN_STATES)[number];

export const STEP_PHASES = ["preflight", "step", "verification"] as const;
export type StepPhase = (typeof STEP_PHASES)[number];

const ENDS: readonly RunbookRunState[] = ["succeeded", "failed", "rolled_back", "cancelled"];
const SETTLED: readonly StepState[] = ["completed", "skipped", "shown"];
const BROKEN: readonly StepState[] = ["failed", "timed_out", "cancelled", "unknown"];

export const isEnded = (state: RunbookRunState): boolean => ENDS.includes(state);
/** Nothing more is to be done about it. */
export const isSettled = (state: StepState): boolean => SETTLED.includes(state);
/** A person has to decide what becomes of it. */
export const isBroken = (state: StepState): boolean => BROKEN.includes(state);
export const needsApproval = (risk: StepRisk): boolean => risk === "high" || risk === "irreversible";

export const STEP_KIND_LABELS: Record<StepKind, string> = {
  manual: "By hand",
  shell: "Shell",
  kubectl: "kubectl",
  http: "HTTP",
  query: "Query",
  wait: "Wait",
  ask: "Question",
  agent: "Agent",
  notify: "Notify",
  runbook: "Runbook",
};

export const RISK_LABELS: Record<StepRisk, string> = { read: "Reads", low: "Low risk", high: "High risk", irreversible: "Irreversible" };
export const MODE_LABELS: Record<RunMode, string> = { guided: "Guided", run: "Run", dry: "Dry run" };

export const RUNBOOK_LIMITS = {
  textBytes: 200_000,
  /** Of a file that is looked at to be imported. */
  importBytes: 250_000,
  importFiles: 200,
  steps: 100,
  nesting: 3,
  parameters: 40,
  timeoutSeconds: 3_600,
  defaultTimeoutSeconds: 60,
  /** Bytes of output that are kept of one attempt of a step: its beginning and its end. */
  outputBytes: 256_000,
  approvalMinutes: 10,
} as const;

/** Why a file is not looked at to be imported. */
export const TOO_LONG = `It is longer than ${RUNBOOK_LIMITS.importBytes / 1_000} kB. Split it.`;
