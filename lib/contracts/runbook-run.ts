import { z } from "zod";
import { Actor } from "./actor.ts";
import { Reference, Uuid } from "./ids.ts";
import { page } from "./page.ts";
import { Runbook, RunbookProblem, RunbookSlug } from "./runbook.ts";
import { PlannedCheck, PlannedStep, PlannedWatch, RunPlan } from "./runbook-plan.ts";
import { RUN_MODES, RUNBOOK_LIMITS, RUNBOOK_RUN_STATES, STEP_PHASES, STEP_STATES, UNDO_STATES } from "./runbook-terms.ts";
import { Instant, lineOf, optionalLineOf, textOf } from "./text.ts";

export const RunMode = z.enum(RUN_MODES);
const Values = z.record(z.string().max(60), z.string().max(2_000)).default({});

export const RunbookBySlug = z.object({ slug: RunbookSlug });
export const ListRunbooks = z.object({ q: optionalLineOf(200, "The search").optional(), incident: Reference.optional() });
export const CheckRunbook = z.object({ text: z.string().max(250_000), slug: z.string().max(100).default("") });
/** `version`: the one that the editor saw; 0 for a new one. */
export const SaveRunbook = z.object({
  text: z.string().max(250_000, "A runbook has at most 200 kB. Split it, and nest the parts."),
  slug: RunbookSlug.optional(),
  version: z.number().int().min(0).default(0),
  note: optionalLineOf(200, "The note").default(""),
  isDraft: z.boolean().default(false),
});
/** What an agent or a script wrote: it stays a draft until a person has looked at it and saved it. */
export const DraftRunbook = SaveRunbook.omit({ isDraft: true });
export const RunbookVersionOf = z.object({ slug: RunbookSlug, version: z.number().int().min(1) });
export const ImportRunbooks = z.object({
  files: z
    .array(z.object({ path: z.string().min(1).max(500), text: z.string().max(RUNBOOK_LIMITS.importBytes) }))
    .min(1, "Choose at least one file.")
    .max(RUNBOOK_LIMITS.importFiles, `Import at most ${RUNBOOK_LIMITS.importFiles} files at once.`),
  origin: optionalLineOf(500, "The origin").default(""),
});
export const ImportFromGit = z.object({
  url: z.string().trim().max(500),
  ref: optionalLineOf(100, "The branch").default(""),
  folder: optionalLineOf(200, "The folder").default(""),
});
export const ArchiveRunbook = z.object({ slug: RunbookSlug, isArchived: z.boolean() });
export const ClusterChoices = z.object({
  incident: Reference.optional(),
  kind: z.enum(["namespace", "deployment", "statefulset", "node", "pod"]),
  namespace: z.string().max(253).default(""),
  cluster: z.string().max(200).optional(),
});

/** The clusters that a run can be made on, by the names of their connections. */
export const ClustersFor = z.object({ incident: Reference.optional() });
const Cluster = z.string().max(200).optional().meta({ description: "The name of a Kubernetes connection; the first one where none is named" });

const start = { slug: RunbookSlug, incident: Reference.optional(), parameters: Values, mode: RunMode.default("guided"), cluster: Cluster };
export const PlanRun = z.object(start);
export const StartRunbookRun = z.object(start);
export const RunbookRunId = z.object({ id: Uuid });
export const ListRunbookRuns = z.object({
  incident: Reference.optional(),
  slug: RunbookSlug.optional(),
  state: z.enum([...RUNBOOK_RUN_STATES, "open"]).optional(),
  q: optionalLineOf(200, "The search").optional(),
  ...page,
});
/** As a number, or as the digits of an address. */
const step = { id: Uuid, n: z.coerce.number<number | string>().int().min(1) };
export const StepOfRun = z.object(step);
export const SkipStep = z.object({ ...step, reason: lineOf(300, "The reason") });
export const AnswerStep = z.object({ ...step, answer: textOf(2_000, "The answer") });
/** `hash`: of what the approver saw. Anything else than what is asked now is refused. */
export const DecideStep = z.object({
  ...step,
  hash: z.string().regex(/^[0-9a-f]{64}$/, "This is no approval of Muster."),
  approve: z.boolean(),
  reason: optionalLineOf(300, "The reason").default(""),
});
export const CancelRunbookRun = z.object({ id: Uuid, reason: optionalLineOf(300, "The reason").default("") });
export const ReadOutput = z.object({ id: Uuid, after: z.number().int().min(0).default(0) });
export const SecretName = z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/, "A secret's name has capitals, digits and underscores, such as API_TOKEN.");
export const SaveSecret = z.object({
  name: SecretName,
  value: z.string().min(4, "A secret has at least 4 characters: shorter ones could not be masked.").max(8_000),
});
export const SecretByName = z.object({ name: SecretName });

export const StepView = z.object({
  phase: z.enum(STEP_PHASES),
  n: z.number().int(),
  state: z.enum(STEP_STATES),
  attempt: z.number().int(),
  detail: z.string().nullable(),
  exitCode: z.number().int().nullable(),
  isReady: z.boolean(),
  undoState: z.enum(UNDO_STATES).nullable(),
  undoNote: z.string().nullable(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type StepView = z.infer<typeof StepView>;

/** What an approval is given for, word for word. `observed`: how the target was seen. */
export const Bound = z.object({
  argv: z.array(z.string()),
  cluster: z.string().nullable(),
  target: z.string(),
  runbook: z.string(),
  version: z.number().int(),
  incident: z.string().nullable(),
  parameters: z.record(z.string(), z.string()),
  run: z.string(),
  n: z.number().int(),
  observed: z.string(),
  plan: z.string(),
});
export type Bound = z.infer<typeof Bound>;

export const APPROVAL_STATES = ["asked", "approved", "rejected", "void", "expired", "used"] as const;
export const ApprovalView = z.object({
  id: Uuid,
  n: z.number().int(),
  hash: z.string(),
  bound: Bound,
  state: z.enum(APPROVAL_STATES),
  reason: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  decidedName: z.string().nullable(),
  decidedAt: Instant.nullable(),
  /** Whether the reader may decide it, and why not. */
  mayDecide: z.boolean(),
  whyNot: z.string().nullable(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

export const RunbookRunSummary = z.object({
  id: Uuid,
  slug: z.string(),
  title: z.string(),
  version: z.number().int(),
  mode: RunMode,
  state: z.enum(RUNBOOK_RUN_STATES),
  waitsFor: z.enum(["step", "approval", "decision", "answer"]).nullable(),
  target: z.string(),
  incident: z.object({ reference: z.string(), title: z.string() }).nullable(),
  startedBy: Actor,
  note: z.string().nullable(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** Steps that are settled, of all. */
  done: z.number().int(),
  of: z.number().int(),
});
export type RunbookRunSummary = z.infer<typeof RunbookRunSummary>;

/** One entry of a run's log. Output belongs to an attempt of a step; `part` says which of its commands wrote it. */
export const RunEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("step"), step: StepView }),
  z.object({ type: z.literal("run"), run: RunbookRunSummary.pick({ state: true, waitsFor: true, note: true, startedAt: true, endedAt: true }) }),
  z.object({
    type: z.literal("output"),
    phase: z.enum(STEP_PHASES),
    n: z.number().int(),
    attempt: z.number().int(),
    part: z.string(),
    text: z.string(),
  }),
  z.object({ type: z.literal("approval") }),
]);
export type RunEvent = z.infer<typeof RunEvent>;
export const LoggedEvent = z.object({ seq: z.number().int(), data: RunEvent });
export type LoggedEvent = z.infer<typeof LoggedEvent>;

/** A command as a person types it, for each action of the plan that has one. */
export const RunView = z.object({
  run: RunbookRunSummary,
  plan: RunPlan,
  steps: z.array(StepView),
  approvals: z.array(ApprovalView),
  /** Output so far, with the position of the log up to which it is told. */
  events: z.array(LoggedEvent),
  lastSeq: z.number().int(),
  summary: z.string(),
  rights: z.object({ mayRun: z.boolean(), mayApprove: z.boolean() }),
  now: Instant,
});
export type RunView = z.infer<typeof RunView>;

export const RunbookStatistics = z.object({
  runs: z.number().int(),
  succeeded: z.number().int(),
  /** Milliseconds; null before a run succeeded. */
  medianMs: z.number().nullable(),
  lastUsedAt: Instant.nullable(),
  /** Not run successfully for half a year, or never, though it is older than that. */
  isStale: z.boolean(),
});
export type RunbookStatistics = z.infer<typeof RunbookStatistics>;

export const RunbookCard = z.object({
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  version: z.number().int(),
  steps: z.number().int(),
  parameters: z.array(z.string()),
  isShipped: z.boolean(),
  isDraft: z.boolean(),
  isArchived: z.boolean(),
  origin: z.string().nullable(),
  updatedAt: Instant.nullable(),
  statistics: RunbookStatistics,
  /** Why it fits the incident that was asked about; none: it does not. */
  reasons: z.array(z.string()),
});
export type RunbookCard = z.infer<typeof RunbookCard>;

export const RunbookView = z.object({
  card: RunbookCard,
  runbook: Runbook,
  text: z.string(),
  format: z.enum(["markdown", "yaml"]),
  problems: z.array(RunbookProblem),
  versions: z.array(z.object({ version: z.number().int(), note: z.string(), by: z.string(), at: Instant.nullable() })),
  mayManage: z.boolean(),
  mayRun: z.boolean(),
});
export type RunbookView = z.infer<typeof RunbookView>;

export const CheckedRunbook = z.object({ runbook: Runbook.nullable(), format: z.enum(["markdown", "yaml"]), problems: z.array(RunbookProblem) });
export const PlannedRun = z.object({
  plan: RunPlan.nullable(),
  faults: z.array(z.object({ name: z.string(), message: z.string() })),
  /** Values that were read from the cluster, or suggested by the incident. */
  read: z.record(z.string(), z.string()),
});
export type PlannedRun = z.infer<typeof PlannedRun>;
export { PlannedCheck, PlannedStep, PlannedWatch };
