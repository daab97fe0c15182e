import type { Action, ActionKind } from "#lib/contracts/runbook.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import type { Surroundings } from "../run/cluster.ts";

/** Where an action is performed: with what it may reach, for how long, and where its output goes. */
export type Workplace = {
  ctx: Ctx;
  runId: string;
  title: string;
  incident: string | null;
  around: Surroundings;
  folder: string;
  /** Named secrets of the step, with their values. */
  named: Readonly<Record<string, string>>;
  /** Everything that is masked. */
  secrets: readonly string[];
  allowedHosts: readonly string[];
  timeoutMs: number;
  outputLimit: number;
  signal: AbortSignal;
  give(text: string): void;
};

/** What came of an action. `text`: its output, for whoever judges it. `detail`: in a sentence. */
export type Outcome = { state: "completed" | "failed" | "timed_out" | "cancelled"; detail: string | null; exitCode: number | null; text: string };

export type Performer<K extends ActionKind> = (action: Extract<Action, { kind: K }>, at: Workplace) => Promise<Outcome>;

export const completed = (detail: string | null, text = ""): Outcome => ({ state: "completed", detail, exitCode: null, text });
export const failed = (detail: string, text = ""): Outcome => ({ state: "failed", detail, exitCode: null, text });
