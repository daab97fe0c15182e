import type { Hypothesis, HypothesisState } from "#lib/contracts/hypothesis.ts";
import { ChangeStatus, type DeclareIncident, PatchIncident } from "#lib/contracts/incident-commands.ts";
import { changeIncident, changeStatus, patchIncident } from "#server/incidents/index.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { anIncident } from "#server/testing/incident.ts";

export const MINUTE = 60_000;

type Story = Partial<DeclareIncident> & {
  /** Minutes ago at which impact began, and after how many it was noticed, acknowledged, mitigated and resolved. */
  began: number;
  detected: number;
  acknowledged?: number;
  mitigated?: number;
  resolved?: number;
};

/** An incident with these times, over where it says so. */
export async function anIncidentThat(ctx: Someone, { began, detected, acknowledged, mitigated, resolved, ...rest }: Story): Promise<string> {
  const start = Date.now() - began * MINUTE;
  const at = (minutes: number | undefined) => (minutes === undefined ? undefined : new Date(start + minutes * MINUTE).toISOString());
  const reference = await anIncident(ctx, { startedAt: at(0), detectedAt: at(detected), ...rest });
  const times = { acknowledgedAt: at(acknowledged), mitigatedAt: at(mitigated) };
  if (acknowledged !== undefined || mitigated !== undefined) await patchIncident(ctx, PatchIncident.parse({ reference, ...times }));
  if (resolved === undefined) return reference;
  await changeStatus(ctx, ChangeStatus.parse({ reference, to: "resolved", summary: "Over", hasNoImpact: true }));
  await patchIncident(ctx, PatchIncident.parse({ reference, resolvedAt: at(resolved) }));
  return reference;
}

type Guess = { signature: string | null; service?: string; state: HypothesisState; by?: "agent" | "user" };

/** An explanation as an investigation leaves it, decided by this person. */
export function aVerdict(ctx: Someone, reference: string, { signature, service, state, by = "agent" }: Guess): Promise<unknown> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const actor = { type: by, id: "rca-agent", name: "Analyst" } as const;
    const hypothesis: Hypothesis = {
      ...{ id: newId(), investigation: null, statement: `It was ${signature}`, service: service ?? null, signature, state, confidence: 0.8 },
      ...{ for: [], against: [], test: "", resultWords: "", by: actor, at: incident.now },
      decided: { by: ctx.actor, at: incident.now, reason: null },
    };
    await incident.record({ kind: "hypothesis", action: state === "accepted" ? "accepted" : "refuted", hypothesis, reason: null });
  });
}
