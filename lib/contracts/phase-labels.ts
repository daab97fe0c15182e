import type { Phase } from "./incident.ts";
import type { OrganisationSettings } from "./organisation.ts";

/** The built-in word for each phase. */
export const PHASE_LABELS: Record<Phase, string> = {
  triage: "Triage",
  investigating: "Investigating",
  identified: "Identified",
  mitigating: "Mitigating",
  monitoring: "Monitoring",
  resolved: "Resolved",
  review: "Review",
  closed: "Closed",
  declined: "Declined",
  cancelled: "Cancelled",
  merged: "Merged",
};

/** The word for a phase: the organisation's own, else the built-in one. */
export function phaseLabel(settings: Pick<OrganisationSettings, "phaseLabels">, phase: Phase): string {
  return settings.phaseLabels[phase] ?? PHASE_LABELS[phase];
}
