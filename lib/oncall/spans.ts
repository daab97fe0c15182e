import type { ShiftOrigin } from "#lib/contracts/oncall.ts";

/** Milliseconds since 1970, half-open. */
export type Stretch = { from: number; to: number };

/** One person on call by one layer or override; `turn` is when their turn in the rotation began. */
export type Span = Stretch & { person: string; origin: ShiftOrigin; turn: number };

/** `upper` where it says something, `lower` elsewhere. Both in order and without overlap, as is the answer. Pure, in linear time. */
export function overlay<T extends Stretch>(lower: readonly T[], upper: readonly T[]): T[] {
  if (lower.length === 0) return [...upper];
  const result: T[] = [];
  let next = 0;
  for (const span of lower) {
    let from = span.from;
    while ((upper[next]?.to ?? Number.POSITIVE_INFINITY) <= from) result.push(upper[next++] as T);
    while ((upper[next]?.from ?? Number.POSITIVE_INFINITY) < span.to) {
      const above = upper[next] as T;
      if (from < above.from) result.push({ ...span, from, to: above.from });
      from = Math.max(from, above.to);
      if (above.to > span.to) break;
      result.push(above);
      next += 1;
    }
    if (from < span.to) result.push({ ...span, from });
  }
  return [...result, ...upper.slice(next)];
}

/** What both say something about, with what `some` says. Both in order and without overlap. Pure. */
export function within<T extends Stretch>(some: readonly T[], others: readonly Stretch[]): T[] {
  const result: T[] = [];
  let next = 0;
  for (const span of some) {
    while ((others[next]?.to ?? Number.POSITIVE_INFINITY) <= span.from) next += 1;
    for (let at = next; at < others.length; at += 1) {
      const other = others[at];
      if (!other || other.from >= span.to) break;
      result.push({ ...span, from: Math.max(span.from, other.from), to: Math.min(span.to, other.to) });
    }
  }
  return result;
}

/** What is left of the window. Pure. */
export function holesIn(spans: readonly Stretch[], { from, to }: Stretch): Stretch[] {
  const result: Stretch[] = [];
  let at = from;
  for (const span of spans) {
    if (span.from > at) result.push({ from: at, to: Math.min(span.from, to) });
    at = Math.max(at, span.to);
  }
  if (at < to) result.push({ from: at, to });
  return result;
}

/** Neighbours that touch and are the same become one. Pure. */
export function joined<T extends Stretch>(spans: readonly T[], isSame: (one: T, other: T) => boolean): T[] {
  const result: T[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && last.to === span.from && isSame(last, span)) result[result.length - 1] = { ...last, to: span.to };
    else result.push(span);
  }
  return result;
}
