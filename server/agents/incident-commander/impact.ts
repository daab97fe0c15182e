import type { StatedImpact } from "#lib/contracts/severity.ts";
import type { Slots } from "../understanding/vocabulary.ts";

/** What a sentence says of the impact, as figures of an incident. Pure. */
export function figuresOf({ percent, customers, revenuePerHour, regions, dataLoss }: Slots): Record<string, unknown> {
  return {
    ...(percent === undefined ? {} : { usersPercent: percent }),
    ...(customers === undefined ? {} : { customers }),
    ...(revenuePerHour === undefined ? {} : { revenuePerHour }),
    ...(regions ? { regions } : {}),
    ...(dataLoss === undefined ? {} : { dataLoss }),
  };
}

/** The same as the rules of severity take it. Pure. */
export function statedBy({ percent, revenuePerHour, regions, dataLoss, customers }: Slots): StatedImpact {
  return {
    usersPercent: percent ?? (customers ? 1 : null),
    revenuePerHour: revenuePerHour ?? null,
    regions: regions?.length ?? null,
    hasDataLoss: dataLoss ?? null,
  };
}
