import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { Reference, Uuid } from "./ids.ts";
import { page } from "./page.ts";
import { Instant, textOf } from "./text.ts";

export const RUN_STATES = ["queued", "running", "waiting", "done", "failed", "cancelled"] as const;
export const RunState = z.enum(RUN_STATES);
export type RunState = z.infer<typeof RunState>;

/** How a run can end. */
export const RUN_ENDS = ["done", "failed", "cancelled"] as const;
export type RunEnd = (typeof RUN_ENDS)[number];

export function isOver(state: RunState): state is RunEnd {
  return (RUN_ENDS as readonly RunState[]).includes(state);
}

/** What a tool does: only reading ones run by themselves, all others are proposed to a person. */
export const RISKS = ["read", "write", "tells", "irreversible"] as const;
export const Risk = z.enum(RISKS);
export type Risk = z.infer<typeof Risk>;

export const ProposalState = z.enum(["open", "accepted", "rejected", "expired", "superseded"]);
export type ProposalState = z.infer<typeof ProposalState>;

export const AgentName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/, "Give an agent's name such as incident-commander.");

export const StartRun = z.object({ agent: AgentName, prompt: textOf(20_000, "The request"), incident: Reference.nullish() });
/** Beyond every seq of a run. */
export const AFTER_ALL = 2_147_483_647;

/** `after`: only the chunks after this seq, for those that have the others. */
export const ReadRun = z.object({ id: Uuid, after: z.number().int().min(0).max(AFTER_ALL).optional() });
export const ListRuns = z.object({
  incident: Reference.optional(),
  agent: AgentName.optional(),
  state: RunState.optional(),
  isMine: z.boolean().default(false),
  ...page,
});
export type ListRuns = z.infer<typeof ListRuns>;
export const CancelRun = z.object({ id: Uuid });
export const AnswerRun = z.object({ id: Uuid, text: textOf(20_000, "The answer") });
export const ListProposals = z.object({ incident: Reference });
export const DecideProposal = z.object({ id: Uuid, accept: z.boolean() });

/** `costDollars` is null while the model's price is not known. */
export const RunSummary = z.object({
  id: Uuid,
  agent: z.string(),
  prompt: z.string(),
  incident: z.object({ reference: z.string(), title: z.string() }).nullable(),
  askedBy: PersonRef,
  state: RunState,
  driver: z.enum(["model", "built-in"]),
  model: z.string().nullable(),
  steps: z.number().int(),
  tokensIn: z.number().int(),
  tokensOut: z.number().int(),
  costDollars: z.number().nullable(),
  note: z.string().nullable(),
  openProposals: z.number().int(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  lastSeq: z.number().int(),
});
export type RunSummary = z.infer<typeof RunSummary>;

export const ProposalView = z.object({
  id: Uuid,
  runId: Uuid,
  callId: z.string(),
  tool: z.string(),
  input: z.unknown().optional(),
  title: z.string(),
  effect: z.string(),
  risk: Risk,
  state: ProposalState,
  createdAt: Instant,
  expiresAt: Instant,
  decidedBy: PersonRef.nullable(),
  decidedAt: Instant.nullable(),
  /** What the tool answered, or why it refused. */
  result: z.object({ ok: z.boolean(), error: z.string().optional(), value: z.unknown().optional() }).nullable(),
});
export type ProposalView = z.infer<typeof ProposalView>;

/** An agent that can be asked, with requests that it understands: at any time, and about an incident. */
export const AgentCard = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** Words that requests to it begin with or turn on. */
  calledWith: z.array(z.string()),
  examples: z.object({ anywhere: z.array(z.string()), inIncident: z.array(z.string()) }),
});
export type AgentCard = z.infer<typeof AgentCard>;

/** A stored chunk in the AI SDK's UI message format, with its place in the run. */
export const RunChunk = z.object({ seq: z.number().int(), data: z.looseObject({ type: z.string() }) });
export type RunChunk = z.infer<typeof RunChunk>;

export type RunView = { run: RunSummary; chunks: RunChunk[]; proposals: ProposalView[] };

export type RunDay = { day: string; agent: string; runs: number; failed: number; tokensIn: number; tokensOut: number; costDollars: number | null };

/** What the page on health and cost shows. `model` is null when none is configured and agents work by their built-in way. */
export type RunHealth = {
  model: { name: string; hasPrice: boolean } | null;
  state: "off" | "untried" | "well" | "failing";
  lastSuccessAt: string | null;
  failures: { runId: string; agent: string; at: string; reason: string }[];
  counts: { state: RunState; runs: number }[];
  openProposals: number;
  days: RunDay[];
};
