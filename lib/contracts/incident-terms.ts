export const SEVERITIES = ["SEV1", "SEV2", "SEV3", "SEV4"] as const;

export const PHASES = [
  "triage",
  "investigating",
  "identified",
  "mitigating",
  "monitoring",
  "resolved",
  "review",
  "closed",
  "declined",
  "cancelled",
  "merged",
] as const;
type Phase = (typeof PHASES)[number];

/** The line from declaration to the end, in order. The other phases are ends of another kind. */
export const MAIN_PHASES = PHASES.slice(0, 8) as readonly Phase[];

export const ACTIVE_PHASES = ["triage", "investigating", "identified", "mitigating", "monitoring"] as const satisfies Phase[];

export function isActivePhase(phase: Phase): boolean {
  return (ACTIVE_PHASES as readonly Phase[]).includes(phase);
}

export const INCIDENT_KINDS = ["real", "drill", "test", "retrospective"] as const;

export const TIMESTAMP_NAMES = [
  "startedAt",
  "detectedAt",
  "declaredAt",
  "acknowledgedAt",
  "identifiedAt",
  "mitigatedAt",
  "resolvedAt",
  "closedAt",
] as const;

export const IMPACT_LEVELS = ["degraded", "partial", "major"] as const;
