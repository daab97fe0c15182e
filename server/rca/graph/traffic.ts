import type { Series } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import { metricKindOf } from "../series/metric-kinds.ts";
import { medianOf, placeOf } from "../series/order.ts";

/** Requests of each service in calm, by the first of its series that counts them; in that series' own unit. */
export function trafficOf(series: readonly Series[], { calm }: Frame): Map<string, number> {
  const traffic = new Map<string, number>();
  for (const { service, metric, unit, times, values } of series) {
    if (traffic.has(service) || metricKindOf(metric, unit).name !== "requests") continue;
    const usual = medianOf(values, 0, placeOf(times, calm.to));
    if (Number.isFinite(usual)) traffic.set(service, usual);
  }
  return traffic;
}
