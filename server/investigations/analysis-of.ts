import type { BundleFile, LogVolume } from "#lib/contracts/investigation.ts";
import { bundleFrom, memorySource } from "#server/evidence/index.ts";
import type { Analysis, Bundle } from "#server/rca/index.ts";
import type { FoundInvestigation } from "./access.ts";
import { capturedSources } from "./captures.ts";
import { beginOf, isTimed, momentsOf, UNSEEN_MS } from "./window.ts";

/** All that was captured, as the analyst reads it. What the incident is about comes from its record, or from a bundle that was uploaded. */
export async function bundleOf(investigation: FoundInvestigation): Promise<Bundle> {
  const captured = await capturedSources(investigation.id);
  return bundleFrom(
    [memorySource({ "incident.json": JSON.stringify(briefOf(investigation)) } satisfies Partial<Record<BundleFile, string>>), ...captured],
    "the investigation",
  );
}

/** The moments of the incident, where the question is not about another time. Services by the names that evidence has for them. */
function briefOf({ room, question, windowFrom, windowTo, services, createdAt }: FoundInvestigation) {
  const begin = beginOf(windowFrom.getTime());
  const known = room ? momentsOf(room, createdAt.getTime()) : null;
  const isItsTime = known !== null && Math.min(known.startedAt ?? known.detectedAt, known.detectedAt) === begin;
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    title: room?.title ?? question,
    startedAt: iso(isItsTime ? known.startedAt : null),
    detectedAt: iso(isItsTime ? known.detectedAt : begin),
    endedAt: iso(isItsTime ? known.endedAt : null),
    window: { from: iso(begin - (isItsTime && room && !isTimed(room) ? UNSEEN_MS : 0)), to: windowTo.toISOString() },
    symptoms: services.map((service) => ({ service })),
  };
}

/** The stored answer of the analyst. */
export function analysisIn({ analysis }: Pick<FoundInvestigation, "analysis">): Analysis | null {
  if (analysis === null) return null;
  const { logVolume: _, ...answer } = analysis as unknown as Analysis & { logVolume?: unknown };
  return answer;
}

/** The log lines over time that were counted for it; null where there were none, or nobody counted yet. */
export function logVolumeIn({ analysis }: Pick<FoundInvestigation, "analysis">): LogVolume | null {
  return (analysis as { logVolume?: LogVolume | null } | null)?.logVolume ?? null;
}
