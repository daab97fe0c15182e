export const TIER_OPTIONS = [
  { value: "1", label: "Tier 1 · core of the business" },
  { value: "2", label: "Tier 2 · important" },
  { value: "3", label: "Tier 3 · supporting" },
  { value: "4", label: "Tier 4 · internal convenience" },
] as const;

export type TierValue = (typeof TIER_OPTIONS)[number]["value"];

export function tierValue(tier: number): TierValue {
  return TIER_OPTIONS.find(({ value }) => Number(value) === tier)?.value ?? "3";
}
