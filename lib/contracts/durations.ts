import type { TimestampName } from "./incident.ts";
import type { RoomState, Span } from "./room.ts";

/** Milliseconds from one instant to another (RFC 3339); null while either is unknown. */
function between(from: string | undefined, to: string | undefined): number | null {
  return from && to ? Date.parse(to) - Date.parse(from) : null;
}

export type Durations = Record<"toDetect" | "toAcknowledge" | "toIdentify" | "toMitigate" | "toResolve", number | null>;

/**
 * The figures that incidents are compared by, in milliseconds. Detection counts from the start of impact; the others from
 * detection, else declaration; resolution from the start of impact, else detection.
 */
export function durationsOf(timestamps: RoomState["timestamps"]): Durations {
  const at = (name: TimestampName) => timestamps[name]?.at;
  const noticed = at("detectedAt") ?? at("declaredAt");
  return {
    toDetect: between(at("startedAt"), noticed),
    toAcknowledge: between(noticed, at("acknowledgedAt")),
    toIdentify: between(noticed, at("identifiedAt")),
    toMitigate: between(at("startedAt") ?? noticed, at("mitigatedAt")),
    toResolve: between(at("startedAt") ?? noticed, at("resolvedAt")),
  };
}

/** Milliseconds spent in each value, the present one counted up to `now`. */
export function timeIn(spans: Span[], now: string): Record<string, number> {
  const total: Record<string, number> = {};
  for (const { value, startedAt, endedAt } of spans) {
    total[value] = (total[value] ?? 0) + Math.max(0, Date.parse(endedAt ?? now) - Date.parse(startedAt));
  }
  return total;
}

const ORDER: readonly (readonly TimestampName[])[] = [
  ["startedAt", "detectedAt", "acknowledgedAt", "identifiedAt", "mitigatedAt", "resolvedAt", "closedAt"],
  ["startedAt", "declaredAt", "closedAt"],
];

export type OrderViolation = { earlier: TimestampName; later: TimestampName };

/** Neighbouring timestamps that stand in the wrong order; shown to people, never refused. */
export function orderViolations(timestamps: RoomState["timestamps"]): OrderViolation[] {
  return ORDER.flatMap((names) => {
    const known = names.filter((name) => timestamps[name]);
    return known.slice(1).flatMap((later, index) => {
      const earlier = known[index];
      const gap = earlier ? between(timestamps[earlier]?.at, timestamps[later]?.at) : null;
      return earlier && gap !== null && gap < 0 ? [{ earlier, later }] : [];
    });
  });
}
