import type { Gap, OnCallSchedule } from "#lib/contracts/oncall.ts";
import { asInstants, finalSpans, gaps, namesOf, windowOf } from "./shifts.ts";
import { holesIn, joined, type Span, type Stretch, within } from "./spans.ts";

type Named = { id: string; name: string };
/** Who is on call instead of whom; null is nobody. */
export type Difference = { from: string; to: string; before: Named | null; after: Named | null };

/** Where two versions of a schedule say different people within [from, to), in order. */
export function scheduleDifference(before: OnCallSchedule, after: OnCallSchedule, from: string, to: string): Difference[] {
  const window = windowOf(from, to);
  const [old, fresh] = [filled(before, window), filled(after, window)];
  const [oldName, freshName] = [namesOf(before), namesOf(after)];
  const pairs = old.flatMap((was) => within(fresh, [was]).map((is) => ({ from: is.from, to: is.to, before: was.person, after: is.person })));
  return joined(
    pairs.filter((pair) => pair.before !== pair.after),
    (one, other) => one.before === other.before && one.after === other.after,
  ).map((pair) => ({
    ...asInstants(pair),
    before: pair.before ? { id: pair.before, name: oldName(pair.before) } : null,
    after: pair.after ? { id: pair.after, name: freshName(pair.after) } : null,
  }));
}

/** Which hours without anybody come and go with the change. */
export function gapDifference(before: OnCallSchedule, after: OnCallSchedule, from: string, to: string): { made: Gap[]; closed: Gap[] } {
  const changes = scheduleDifference(before, after, from, to);
  const cut = (schedule: OnCallSchedule, some: Difference[]): Gap[] => some.flatMap((change) => gaps(schedule, change.from, change.to));
  return {
    made: cut(
      after,
      changes.filter((change) => change.after === null),
    ),
    closed: cut(
      before,
      changes.filter((change) => change.before === null),
    ),
  };
}

type Filled = Stretch & { person: string };

/** The whole window; hours without anybody have an empty person. */
function filled(schedule: OnCallSchedule, window: Stretch): Filled[] {
  const { covered } = finalSpans(schedule, window);
  const holes = holesIn(covered, window).map((hole) => ({ ...hole, person: "" }));
  const all = [...covered.map(({ from, to, person }: Span) => ({ from, to, person })), ...holes].toSorted((one, other) => one.from - other.from);
  return joined(all, (one, other) => one.person === other.person);
}
