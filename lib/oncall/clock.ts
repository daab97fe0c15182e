import { Temporal } from "temporal-polyfill";

/** The clocks of one zone: `wall` is what they show, as milliseconds since 1970 in their own counting. */
export type WallClock = {
  wallOf(instant: number): number;
  /** The instant at which they show `wall`. Of two the earlier; when they skip it, as much later as they skip: Temporal's `compatible`. */
  instantOf(wall: number): number;
  /** When they are changed within the years that this clock was made for, and by how much. */
  changes: readonly ClockChange[];
};

export type ClockChange = { at: number; byMs: number };

/** `offset` counts from `from` until the next period. */
type Period = { from: number; offset: number };

const MOST_KNOWN = 500;
const known = new Map<string, WallClock>();

/** The clocks of a zone, exact from a year before `from` to a year after `to`. Pure; what was worked out for a zone and its years is kept. */
export function clockOf(zone: string, from: number, to: number): WallClock {
  const [first, last] = [new Date(from).getUTCFullYear() - 1, new Date(to).getUTCFullYear() + 1];
  const key = `${zone} ${first} ${last}`;
  const found = known.get(key);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = clockFrom(periodsOf(zone, Date.UTC(first, 0, 1), Date.UTC(last + 1, 0, 1)));
  known.set(key, made);
  return made;
}

function periodsOf(zone: string, from: number, to: number): Period[] {
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const periods: Period[] = [{ from, offset: offsetOf(at) }];
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds > to) return periods;
    at = next;
    if (offsetOf(at) !== periods.at(-1)?.offset) periods.push({ from: at.epochMilliseconds, offset: offsetOf(at) });
  }
}

function offsetOf(at: Temporal.ZonedDateTime): number {
  return Math.round(at.offsetNanoseconds / 1_000_000);
}

function clockFrom(periods: readonly Period[]): WallClock {
  const offsetAt = (instant: number) => (periods.findLast(({ from }) => from <= instant) ?? periods[0])?.offset ?? 0;
  return {
    wallOf: (instant) => instant + offsetAt(instant),
    instantOf(wall) {
      for (const [index, { from, offset }] of periods.entries()) {
        const instant = wall - offset;
        const ends = periods[index + 1]?.from ?? Number.POSITIVE_INFINITY;
        if (instant >= ends) continue;
        if (instant >= from || index === 0) return instant;
        return wall - (periods[index - 1]?.offset ?? offset);
      }
      return wall;
    },
    changes: periods.slice(1).map(({ from, offset }, index) => ({ at: from, byMs: offset - (periods[index]?.offset ?? offset) })),
  };
}
