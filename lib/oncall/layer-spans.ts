import type { Restriction, Rotation, ScheduleLayer } from "#lib/contracts/oncall.ts";
import { clockOf } from "./clock.ts";
import { joined, type Span, type Stretch, within } from "./spans.ts";

export const DAY_MS = 86_400_000;
const UNIT_MS: Record<Rotation["unit"], number> = { hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS };
/** Clocks have skipped a whole day; hand-offs further back than this decide nothing in the window. */
const LOOK_BACK_MS = 2 * DAY_MS;
const LOOK_AHEAD_MS = DAY_MS;

/** How long one turn lasts by the clock on the wall. */
export function turnMs({ every, unit }: Rotation): number {
  return every * UNIT_MS[unit];
}

/** Who is on call by one layer alone within the window, in order, without overlap. Pure. */
export function spansOfLayer(layer: ScheduleLayer, window: Stretch): Span[] {
  const turns = turnsOf(layer, window);
  if (layer.restrictions.length === 0) return turns;
  return within(turns, openHours(layer.restrictions, layer.zone, window));
}

/** The turn with number k begins when the zone's clocks show the first hand-off plus k turns; where clocks skip hours, turns within them vanish. */
function turnsOf(layer: ScheduleLayer, { from, to }: Stretch): Span[] {
  const clock = clockOf(layer.zone, from, to);
  const first = Date.parse(`${layer.startsOn}T${layer.handOffAt}Z`);
  const length = turnMs(layer.rotation);
  const origin = { kind: "layer", id: layer.id, name: layer.name } as const;
  const spans: Span[] = [];
  let turn = Math.max(0, Math.floor((clock.wallOf(from) - LOOK_BACK_MS - first) / length));
  let begins = clock.instantOf(first + turn * length);
  while (begins < to) {
    const ends = Math.max(begins, clock.instantOf(first + (turn + 1) * length));
    const person = layer.people[turn % layer.people.length] ?? "";
    if (ends > begins && ends > from) spans.push({ from: Math.max(begins, from), to: Math.min(ends, to), person, origin, turn: begins });
    begins = ends;
    turn += 1;
  }
  return spans;
}

/** The hours that restrictions leave, joined, within the window. Pure. */
export function openHours(restrictions: readonly Restriction[], zone: string, window: Stretch): Stretch[] {
  const clock = clockOf(zone, window.from, window.to);
  const all: Stretch[] = [];
  const last = Math.floor((clock.wallOf(window.to) + LOOK_AHEAD_MS) / DAY_MS);
  for (let day = Math.floor((clock.wallOf(window.from) - LOOK_BACK_MS) / DAY_MS); day <= last; day += 1) {
    for (const { days, from, to } of restrictions) {
      if (!days.includes(weekdayOf(day))) continue;
      const [begins, ends] = [millisecondsOf(from), millisecondsOf(to)];
      const until = day * DAY_MS + ends + (ends <= begins ? DAY_MS : 0);
      all.push({ from: Math.max(window.from, clock.instantOf(day * DAY_MS + begins)), to: Math.min(window.to, clock.instantOf(until)) });
    }
  }
  return united(all.filter(({ from, to }) => from < to));
}

function united(stretches: Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
    else result.push({ ...stretch });
  }
  return joined(result, () => true);
}

/** ISO day of the week of a day counted from 1970-01-01, which was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function millisecondsOf(time: string): number {
  return Number(time.slice(0, 2)) * 3_600_000 + Number(time.slice(3)) * 60_000;
}
