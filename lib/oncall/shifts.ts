import type { Gap, OnCallSchedule, ScheduleOverride, Shift } from "#lib/contracts/oncall.ts";
import { spansOfLayer } from "./layer-spans.ts";
import { holesIn, joined, overlay, type Span, type Stretch, within } from "./spans.ts";

type ShiftOptions = {
  /** Keeps each turn of a rotation by itself, also where the same person follows. */
  splitsTurns?: boolean;
};

/**
 * The final schedule within [from, to): who is on call, in order, without overlap, with the layer or override that decided.
 * `from` and `to` are RFC 3339; shifts are cut to the window.
 */
export function shifts(schedule: OnCallSchedule, from: string, to: string, { splitsTurns = false }: ShiftOptions = {}): Shift[] {
  const name = namesOf(schedule);
  const spans = joined(
    finalSpans(schedule, windowOf(from, to)).covered,
    (one, other) => one.person === other.person && one.origin.id === other.origin.id && (!splitsTurns || one.turn === other.turn),
  );
  return spans.map((span) => ({ ...asInstants(span), person: { id: span.person, name: name(span.person) }, origin: span.origin }));
}

/** The hours within [from, to) at which nobody is on call; together with `shifts` they are the whole window. */
export function gaps(schedule: OnCallSchedule, from: string, to: string): Gap[] {
  const window = windowOf(from, to);
  const { covered, absent } = finalSpans(schedule, window);
  const name = namesOf(schedule);
  const holes = holesIn(covered, window).map((hole) => ({ ...hole, left: null as string | null }));
  const lost = within(absent, holes).map(({ from: begins, to: ends, person }) => ({ from: begins, to: ends, left: person as string | null }));
  return joined(overlay(holes, lost), (one, other) => one.left === other.left).map(({ left, ...hole }) => ({
    ...asInstants(hole),
    left: left === null ? null : { id: left, name: name(left) },
  }));
}

export type OnCall = { id: string; name: string; origin: Shift["origin"] };

/** Who is on call at an instant, with the layer or override that decided; null for a gap. */
export function onCallAt(schedule: OnCallSchedule, instant: string): OnCall | null {
  const at = Date.parse(instant);
  const known = new Map(schedule.people.map((person) => [person.id, person]));
  const override = schedule.overrides.findLast(
    ({ from, to, person }) => Date.parse(from) <= at && at < Date.parse(to) && known.get(person)?.isActive,
  );
  const decided = override ? [spanOf(override)] : [];
  for (let index = schedule.layers.length - 1; index >= 0 && decided.length === 0; index -= 1) {
    const layer = schedule.layers[index];
    if (layer) decided.push(...spansOfLayer(layer, { from: at, to: at + 1 }).filter(({ person }) => known.get(person)?.isActive));
  }
  const [span] = decided;
  return span ? { id: span.person, name: known.get(span.person)?.name ?? "", origin: span.origin } : null;
}

/** What each layer says by itself, for showing it: people who left are in it too. */
export function layerShifts(schedule: OnCallSchedule, layerId: string, from: string, to: string): Shift[] {
  const layer = schedule.layers.find(({ id }) => id === layerId);
  const name = namesOf(schedule);
  const spans = layer ? joined(spansOfLayer(layer, windowOf(from, to)), (one, other) => one.person === other.person) : [];
  return spans.map((span) => ({ ...asInstants(span), person: { id: span.person, name: name(span.person) }, origin: span.origin }));
}

/** `covered`: who is on call in the end. `absent`: turns of people who left; they count only where nobody else is on call. */
export function finalSpans(schedule: OnCallSchedule, window: Stretch): { covered: Span[]; absent: Span[] } {
  const active = new Set(schedule.people.filter(({ isActive }) => isActive).map(({ id }) => id));
  let covered: Span[] = [];
  let absent: Span[] = [];
  const put = (spans: readonly Span[]) => {
    const [there, gone] = [spans.filter(({ person }) => active.has(person)), spans.filter(({ person }) => !active.has(person))];
    if (there.length > 0) covered = overlay(covered, there);
    if (gone.length > 0) absent = overlay(absent, gone);
  };
  for (const layer of schedule.layers) put(spansOfLayer(layer, window));
  for (const override of schedule.overrides) put(within([spanOf(override)], [window]));
  return { covered, absent };
}

function spanOf({ id, person, from, to, reason }: ScheduleOverride): Span {
  return { from: Date.parse(from), to: Date.parse(to), person, origin: { kind: "override", id, reason }, turn: Date.parse(from) };
}

export function windowOf(from: string, to: string): Stretch {
  return { from: Date.parse(from), to: Date.parse(to) };
}

export function asInstants({ from, to }: Stretch): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

export function namesOf(schedule: OnCallSchedule): (id: string) => string {
  const names = new Map(schedule.people.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? "Somebody unknown";
}
