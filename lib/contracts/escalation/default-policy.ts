import type { Level, PolicyRules, PolicySnapshot, Trigger } from "./policy.ts";

/** Positions that every organisation begins with; who holds them is set in Settings. */
export const FIRST_POSITIONS = [
  { key: "engineering-manager", name: "Engineering Manager" },
  { key: "vp-engineering", name: "VP Engineering" },
  { key: "cto", name: "CTO" },
  { key: "customer-success", name: "Customer Success" },
  { key: "product", name: "Head of Product" },
] as const;

const unacknowledged = (afterMinutes: number): Trigger => ({ afterMinutes, until: "acknowledged", severity: null, revenuePerHour: null });
const unresolved = (afterMinutes: number, more: Partial<Trigger> = {}): Trigger => ({
  afterMinutes,
  until: "resolved",
  severity: "SEV2",
  revenuePerHour: null,
  ...more,
});

const position = (key: string) => ({ kind: "position", position: key }) as const;

const LEVELS: Level[] = [
  { id: "on-call", title: "On-Call Engineer", targets: [{ kind: "on-call" }], triggers: [unacknowledged(0)], needs: "one" },
  { id: "team-lead", title: "Team Lead", targets: [{ kind: "team-leads" }], triggers: [unacknowledged(15), unresolved(15)], needs: "one" },
  {
    id: "engineering-manager",
    title: "Engineering Manager",
    targets: [position("engineering-manager")],
    triggers: [unacknowledged(30), unresolved(30)],
    needs: "one",
  },
  {
    id: "vp-engineering",
    title: "VP Engineering",
    targets: [position("vp-engineering")],
    triggers: [unresolved(60, { revenuePerHour: 0 })],
    needs: "one",
  },
  { id: "cto", title: "CTO", targets: [position("cto")], triggers: [unresolved(120, { severity: "SEV1" })], needs: "one" },
];

/**
 * The ladder that comes with Muster: on-call at once, team lead after 15 minutes, engineering manager after 30, VP after an hour with
 * revenue at risk, CTO after two hours of a SEV1. A major incident climbs while it is not resolved, a lesser one while nobody answers.
 */
export const DEFAULT_RULES: PolicyRules = {
  levels: LEVELS,
  repeat: 1,
  repeatAfterMinutes: 15,
  fallback: [{ kind: "admins" }],
  timeoutMinutes: null,
};

export const DEFAULT_POLICY: PolicySnapshot = { id: null, name: "Default ladder", version: 0, ...DEFAULT_RULES };
