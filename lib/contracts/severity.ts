import type { Severity } from "./incident.ts";

/** What is known of the impact. `usersPercent` 0–100; `revenuePerHour` in the organisation's currency; unknown values are absent. */
export type StatedImpact = {
  usersPercent?: number | null;
  isCoreFunction?: boolean | null;
  hasWorkaround?: boolean | null;
  regions?: number | null;
  revenuePerHour?: number | null;
  hasDataLoss?: boolean | null;
  hasSecurityBreach?: boolean | null;
};

export type SeverityProposal = { severity: Severity; rule: string };

type SeverityRule = { severity: Severity; rule: string; holds: (impact: StatedImpact) => boolean };

const atLeast = (value: number | null | undefined, floor: number) => (value ?? 0) >= floor;

/** Tried in order; the first that holds decides. */
export const SEVERITY_RULES: readonly SeverityRule[] = [
  { severity: "SEV1", rule: "Data was lost or corrupted", holds: (i) => i.hasDataLoss === true },
  { severity: "SEV1", rule: "Security was breached", holds: (i) => i.hasSecurityBreach === true },
  { severity: "SEV1", rule: "Half of the users or more are affected", holds: (i) => atLeast(i.usersPercent, 50) },
  {
    severity: "SEV1",
    rule: "A core function fails for a quarter of the users or more",
    holds: (i) => i.isCoreFunction === true && atLeast(i.usersPercent, 25),
  },
  { severity: "SEV1", rule: "Revenue at risk is 100,000 an hour or more", holds: (i) => atLeast(i.revenuePerHour, 100_000) },
  { severity: "SEV2", rule: "A core function is affected, with no workaround", holds: (i) => i.isCoreFunction === true && i.hasWorkaround !== true },
  { severity: "SEV2", rule: "Ten percent of the users or more are affected", holds: (i) => atLeast(i.usersPercent, 10) },
  { severity: "SEV2", rule: "Two regions or more are affected", holds: (i) => atLeast(i.regions, 2) && (i.usersPercent ?? 1) > 0 },
  { severity: "SEV2", rule: "Revenue at risk is 10,000 an hour or more", holds: (i) => atLeast(i.revenuePerHour, 10_000) },
  { severity: "SEV3", rule: "Some users are affected", holds: (i) => (i.usersPercent ?? 0) > 0 || i.isCoreFunction === true },
  { severity: "SEV3", rule: "Revenue is at risk", holds: (i) => (i.revenuePerHour ?? 0) > 0 },
  { severity: "SEV4", rule: "No user impact is known", holds: () => true },
];

/** Proposes a severity and names the rule that decided. Pure; more impact never lowers the severity. */
export function proposeSeverity(impact: StatedImpact): SeverityProposal {
  const decided = SEVERITY_RULES.find(({ holds }) => holds(impact));
  return { severity: decided?.severity ?? "SEV4", rule: decided?.rule ?? "No user impact is known" };
}
