import type { ProposalState, ProposalView, Risk, RunState, RunSummary } from "#lib/contracts/agent.ts";
import { durationWords } from "#lib/time.ts";
import type { RunPart } from "./fold-run.ts";

type Tone = "neutral" | "accent" | "good" | "warn" | "bad";

export const RUN_STATE_WORDS: Record<RunState, { label: string; tone: Tone }> = {
  queued: { label: "Waiting to begin", tone: "neutral" },
  running: { label: "Working", tone: "accent" },
  waiting: { label: "Asks you back", tone: "warn" },
  done: { label: "Done", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

/** What accepting does beyond the incident's own record, and what is asked first. Null where one press is enough. */
export const RISK_WORDS: Record<Risk, { label: string; tone: Tone; warning: string | null }> = {
  read: { label: "only reads", tone: "neutral", warning: null },
  write: { label: "changes the incident", tone: "neutral", warning: null },
  tells: { label: "tells people", tone: "warn", warning: "People are told of it at once, and that cannot be taken back." },
  irreversible: { label: "cannot be undone", tone: "bad", warning: "This cannot be undone." },
};

/** How a proposal stands at an instant: one whose time is over has expired, whoever says otherwise. Pure. */
export function proposalStateAt({ state, expiresAt }: Pick<ProposalView, "state" | "expiresAt">, now: number): ProposalState {
  return state === "open" && Date.parse(expiresAt) <= now ? "expired" : state;
}

/** `$0.0042`; as many digits as a small sum needs. Null is an unknown price. Pure. */
export function costWords(dollars: number | null): string {
  if (dollars === null) return "cost unknown";
  if (dollars === 0) return "no cost";
  return `$${dollars.toFixed(dollars < 0.01 ? 4 : 2)}`;
}

/** How long it took: `0.4 s`, `12 s`, `3 min`. Pure. */
export function tookWords(milliseconds: number): string {
  return milliseconds < 10_000 ? `${(milliseconds / 1_000).toFixed(1)} s` : durationWords(milliseconds);
}

export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Who drove it, and what that took. Pure. */
export function effortWords({ driver, model, steps, tokensIn, tokensOut, costDollars }: RunSummary): string[] {
  const tokens = tokensIn + tokensOut;
  if (driver === "built-in" && tokens === 0) return ["built-in analyst", countWords(steps, "step")];
  const who = driver === "model" ? (model ?? "a model") : `${model ?? "a model"}, then built-in`;
  return [who, countWords(steps, "step"), countWords(tokens, "token"), costWords(costDollars)];
}

/** `get_incident` as people read it: `Get incident`. Pure. */
export function toolTitle(name: string): string {
  const words = name.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `incident-commander` as people read it: `Incident commander`. Pure. */
export function agentLabel(name: string): string {
  return toolTitle(name.replaceAll("-", "_")).replace(/^Rca\b/, "RCA");
}

export type ToolPart = Extract<RunPart, { type: "dynamic-tool" }>;

export const ASK_BACK = "ask_person";

/** The question that a run waits with; null when it waits for nobody. Pure. */
export function openQuestion(parts: readonly RunPart[]): string | null {
  const last = parts.findLast((part) => part.type === "dynamic-tool");
  if (last?.type !== "dynamic-tool" || last.toolName !== ASK_BACK || last.state !== "input-available") return null;
  return questionOf(last);
}

export function questionOf({ input }: Pick<ToolPart, "input">): string {
  const { question } = (input ?? {}) as { question?: unknown };
  return typeof question === "string" ? question : "It asks for more.";
}

/** The proposal that a call became, by its id; null for a call that read something. Pure. */
export function proposalOf(part: ToolPart): string | null {
  if (part.state !== "output-available") return null;
  const { proposal } = (part.output ?? {}) as { proposal?: unknown };
  return typeof proposal === "string" ? proposal : null;
}

/** What a person may want to open after a proposal was done: the incident that came of it. Pure. */
export function declaredIn({ tool, result }: Pick<ProposalView, "tool" | "result">): string | null {
  if (tool !== "declare_incident" || !result?.ok) return null;
  const { reference } = (result.value ?? {}) as { reference?: unknown };
  return typeof reference === "string" ? reference : null;
}
