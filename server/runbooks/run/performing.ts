import type { PlannedStep } from "#lib/contracts/runbook-plan.ts";
import { RUNBOOK_LIMITS, type StepPhase } from "#lib/contracts/runbook-terms.ts";
import type { Outcome, Workplace } from "../steps/workplace.ts";
import type { Surroundings } from "./cluster.ts";
import { EXECUTOR } from "./executor.ts";
import { openLog } from "./output-log.ts";
import type { RunRow } from "./rows.ts";
import { namedSecrets } from "./secrets.ts";

export type Claim = { id: string; fence: number };

/** What a worker holds while it drives one run. */
export type Driving = Claim & {
  row: RunRow;
  incident: string | null;
  isDrill: boolean;
  around: Surroundings;
  folder: string;
  allowedHosts: readonly string[];
  signal: AbortSignal;
};

export type Place = { phase: StepPhase; n: number; attempt: number; part: string };

/** One command, with its output streamed to the log of the run. */
export async function performing(driving: Driving, place: Place, work: (at: Workplace) => Promise<Outcome>, step?: PlannedStep): Promise<Outcome> {
  const log = openLog(driving, place);
  try {
    const named = await namedSecrets(step?.secrets ?? []);
    return await work({
      ctx: EXECUTOR,
      runId: driving.id,
      title: driving.row.title,
      incident: driving.incident,
      around: driving.around,
      folder: driving.folder,
      named,
      secrets: [...Object.values(named), ...driving.around.secrets],
      allowedHosts: driving.allowedHosts,
      timeoutMs: (step?.timeoutSeconds ?? 20) * 1_000,
      outputLimit: RUNBOOK_LIMITS.outputBytes,
      signal: driving.signal,
      give: log.give,
    });
  } catch (error) {
    return { state: "failed", detail: error instanceof Error ? error.message : String(error), exitCode: null, text: "" };
  } finally {
    await log.flush();
  }
}
