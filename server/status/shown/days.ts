import { Temporal } from "temporal-polyfill";
import { HISTORY_DAYS } from "#lib/contracts/status/terms.ts";

/** The beginnings of the last days in a zone and the end of today, milliseconds: one more than there are days. */
export function dayBoundaries(nowMs: number, zone: string, days = HISTORY_DAYS): number[] {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).startOfDay();
  return Array.from({ length: days + 1 }, (_, index) => today.subtract({ days: days - 1 - index }).startOfDay().epochMilliseconds);
}
