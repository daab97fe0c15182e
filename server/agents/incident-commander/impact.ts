import type { StatedImpact } from "#lib/contracts/severity.ts";
import type { Said } from "../understanding/said.ts";
import type { Slots } from "../understanding/vocabulary.ts";

export type Impact = Pick<Slots, "percent" | "customers" | "revenuePerHour" | "regions" | "dataLoss">;

/** What is said of the impact. */
export function impactOf({ finds }: Said): Impact {
  const { percents, counts, revenues, regions, losses } = finds;
  return {
    ...(percents[0] ? { percent: percents[0].value } : {}),
    ...(counts[0] ? { customers: counts[0].value } : {}),
    ...(revenues[0] ? { revenuePerHour: revenues[0].value } : {}),
    ...(regions.length > 0 ? { regions: [...new Set(regions.map(({ value }) => value))] } : {}),
    ...(losses[0] ? { dataLoss: losses[0].value } : {}),
  };
}

/** The same in words that follow a sentence; empty when nothing is said. */
export function impactWords({ percent, customers, revenuePerHour, regions, dataLoss }: Impact): string {
  const parts = [
    percent === undefined ? "" : `${percent} % of users`,
    customers === undefined ? "" : `${customers} customers`,
    revenuePerHour === undefined ? "" : `${revenuePerHour} an hour`,
    regions ? regions.join(", ") : "",
    dataLoss === undefined ? "" : dataLoss ? "data loss" : "no data loss",
  ].filter(Boolean);
  return parts.length > 0 ? `: ${parts.join(", ")}` : "";
}

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
