/** A version as a chart draws it; times RFC 3339, values null where there was no figure. */
export type Drawn = { from: string; until: string | null; value: number | null; endValue: number | null };
export type Line = { x1: number; y1: number; x2: number; y2: number };

/** The lines of a chart of this size, one for each version that had a value, from the first version to `now`. Zero is always within. Pure. */
export function figureLines(versions: readonly Drawn[], now: string, { width, height }: { width: number; height: number }): Line[] {
  const begin = Date.parse(versions[0]?.from ?? now);
  const span = Math.max(1, Date.parse(now) - begin);
  const values = versions.flatMap(({ value, endValue }) => [value ?? 0, endValue ?? 0]);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const x = (at: string) => clamp(((Date.parse(at) - begin) / span) * width, width);
  const y = (value: number) => height - ((value - least) / (most - least || 1)) * height;
  return versions.flatMap(({ from, until, value, endValue }) =>
    value === null || endValue === null ? [] : [{ x1: x(from), y1: y(value), x2: x(until ?? now), y2: y(endValue) }],
  );
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
