import { z } from "zod";
import { PARAMETER_TYPES, RUNBOOK_LIMITS, STEP_KINDS, STEP_RISKS } from "./runbook-terms.ts";

export const StepRisk = z.enum(STEP_RISKS);
export const RunbookSlug = z
  .string()
  .max(100)
  .transform((value) => value.trim().toLowerCase())
  .pipe(
    z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/, "Use 1 to 80 small letters, digits and hyphens; begin and end with a letter or digit."),
  );

const words = (most: number) => z.string().max(most);
/** What the output of a read has to be like; without any, that the command succeeds is enough. */
export const Expectation = z.strictObject({
  equals: words(2_000).optional(),
  contains: words(2_000).optional(),
  matches: words(500).optional(),
  atLeast: z.union([z.number(), words(200)]).optional(),
  atMost: z.union([z.number(), words(200)]).optional(),
});
export type Expectation = z.infer<typeof Expectation>;

const expect = { expect: Expectation.optional() };

/**
 * One thing that can be done. In a definition its texts hold templates such as `{{namespace}}`; in a plan they are filled. `argv` begins with the
 * program. A shell script gets its parameters as environment variables, never as text.
 */
export const Action = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("kubectl"), argv: z.array(words(4_000)).min(2).max(60), ...expect }),
  z.strictObject({
    kind: z.literal("shell"),
    script: words(20_000).min(1),
    env: z.record(words(100), words(8_000)).default({}),
    /** Whether it may reach the network. */
    network: z.boolean().default(false),
    ...expect,
  }),
  z.strictObject({
    kind: z.literal("http"),
    method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
    url: words(2_048).min(1),
    headers: z.record(words(100), words(2_000)).default({}),
    body: words(50_000).default(""),
    status: z.array(z.number().int().min(100).max(599)).max(20).default([]),
    ...expect,
  }),
  z.strictObject({
    kind: z.literal("query"),
    source: z.enum(["prometheus", "loki"]).default("prometheus"),
    query: words(4_000).min(1),
    operator: z.enum(["<", "<=", ">", ">=", "=="]),
    value: z.union([z.number(), words(100)]),
    /** How long it has to hold without a break, seconds. */
    holdSeconds: z.number().min(0).max(3_600).default(0),
    everySeconds: z.number().min(0.1).max(300).default(5),
  }),
  z.strictObject({ kind: z.literal("wait"), seconds: z.union([z.number().min(0).max(3_600), words(100)]) }),
  z.strictObject({ kind: z.literal("manual"), text: words(8_000) }),
  z.strictObject({ kind: z.literal("ask"), question: words(2_000), choices: z.array(words(200)).max(10).default([]) }),
  z.strictObject({ kind: z.literal("agent"), agent: words(60), prompt: words(8_000) }),
  z.strictObject({ kind: z.literal("notify"), text: words(4_000) }),
]);
export type Action = z.infer<typeof Action>;
export type ActionKind = Action["kind"];

/** How something is taken back, or why it cannot be. */
export const Undo = z.union([z.array(Action).min(1).max(10), z.strictObject({ none: words(500).min(1) })]);
export type Undo = z.infer<typeof Undo>;

const contract = {
  title: words(200).min(1),
  about: words(8_000).default(""),
  risk: StepRisk,
  /** Has to hold before it is done. */
  check: Action.nullable().default(null),
  /** Shows what it would change, without changing it. */
  plan: Action.nullable().default(null),
  /** What an approval is bound to besides the command: the state that it was given for. */
  observe: Action.nullable().default(null),
  /** Has to hold afterwards, within the time-out. */
  verify: Action.nullable().default(null),
  undo: Undo.nullable().default(null),
  /** Skipped with this reason. */
  skip: words(500).nullable().default(null),
  /** A parameter, `name` or `!name`: skipped unless it is true. */
  when: words(100).nullable().default(null),
  timeoutSeconds: z.number().min(0.1).max(RUNBOOK_LIMITS.timeoutSeconds).default(RUNBOOK_LIMITS.defaultTimeoutSeconds),
  retries: z.number().int().min(0).max(10).default(0),
  retryAfterSeconds: z.number().min(0).max(600).default(2),
  onFailure: z.enum(["ask", "continue", "rollback"]).default("ask"),
  isIdempotent: z.boolean().default(false),
  /** Names of secrets that it needs. */
  secrets: z.array(words(60)).max(10).default([]),
  /** Line of the text, from 1; 0 where it has none. */
  line: z.number().int().default(0),
};

export const Step = z.strictObject({
  ...contract,
  kind: z.enum(STEP_KINDS),
  /** Null for a nested runbook. */
  action: Action.nullable(),
  nested: z
    .strictObject({ slug: RunbookSlug, parameters: z.record(words(60), words(4_000)).default({}) })
    .nullable()
    .default(null),
});
export type Step = z.infer<typeof Step>;

export const PARAMETER_NAME = /^[a-z][a-z0-9_]{0,40}$/;
export const Parameter = z.strictObject({
  name: z.string().regex(PARAMETER_NAME, "A parameter's name has small letters, digits and underscores, and begins with a letter."),
  type: z.enum(PARAMETER_TYPES).default("text"),
  title: words(80).default(""),
  about: words(500).default(""),
  /** Null: it has to be given. May name others: `{{replicas - 1}}`. */
  default: words(2_000).nullable().default(null),
  choices: z.array(words(200)).max(50).default([]),
  min: z.number().optional(),
  max: z.number().optional(),
  pattern: words(300).optional(),
  /** Read from the cluster when it is not given, such as `replicas of deployment/{{deployment}}`. */
  from: words(300).nullable().default(null),
});
export type Parameter = z.infer<typeof Parameter>;

export const PREFLIGHT_CHECKS = ["binary", "cluster", "namespace", "target", "replicas", "pdb", "permission", "lock"] as const;
export const Preflight = z.strictObject({
  check: z.union([z.enum(PREFLIGHT_CHECKS), z.literal("action")]),
  title: words(120).default(""),
  /** Of a permission: verb and resource, such as `patch deployments/scale`. Of others: what is meant, where it is not the target. */
  subject: words(300).default(""),
  action: Action.nullable().default(null),
  /** A failure is told, and hinders nothing. */
  isAdvice: z.boolean().default(false),
});
export type Preflight = z.infer<typeof Preflight>;

/** What is watched after the last step: each has to hold at every look. */
export const Verification = z.strictObject({
  minutes: z.number().min(0).max(120).default(15),
  everyMinutes: z.number().min(0.01).max(30).default(3),
  watches: z
    .array(z.strictObject({ title: words(120).min(1), action: Action }))
    .max(20)
    .default([]),
});
export type Verification = z.infer<typeof Verification>;

export const Runbook = z.strictObject({
  slug: RunbookSlug,
  title: words(120).min(1),
  summary: words(2_000).default(""),
  tags: z.array(words(40)).max(20).default([]),
  /** Mechanisms (server/rca/signatures) for which it is suggested. */
  signatures: z.array(words(60)).max(60).default([]),
  services: z.array(words(60)).max(60).default([]),
  /** What it works on: one run at a time. Such as `deployment/{{deployment}}`. */
  target: words(300).default(""),
  namespace: words(200).default(""),
  parameters: z.array(Parameter).max(RUNBOOK_LIMITS.parameters).default([]),
  preflight: z.array(Preflight).max(30).default([]),
  steps: z.array(Step).min(1, "A runbook has at least one step.").max(RUNBOOK_LIMITS.steps),
  verification: Verification.nullable().default(null),
});
export type Runbook = z.infer<typeof Runbook>;

/** Something about the text of a runbook. `line` from 1. An error keeps it from being saved. */
export const RunbookProblem = z.object({ level: z.enum(["error", "warning"]), rule: z.string(), line: z.number().int(), message: z.string() });
export type RunbookProblem = z.infer<typeof RunbookProblem>;
