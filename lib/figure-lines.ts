/** A version as a chart draws it; times RFC 3339, values null where there was no figure. */
export type Drawn = { from: string; endsAt: string; value: number | null; endValue: number | null };
export type Line = { x1: number; y1: number; x2: number; y2: number };

/** The lines of a chart of this size, one for each version that had a value, from the first version to the end of the last. Zero is always within. Pure. */
export function figureLines(versions: readonly Drawn[], { width, height }: { width: number; height: number }): Line[] {
  const begin = Date.parse(versions[0]?.from ?? "");
  const span = Math.max(1, Date.parse(versions.at(-1)?.endsAt ?? "") - begin);
  const values = versions.flatMap(({ value, endValue }) => [value ?? 0, endValue ?? 0]);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const x = (at: string) => ((Date.parse(at) - begin) / span) * width;
  const y = (value: number) => height - ((value - least) / (most - least || 1)) * height;
  return versions.flatMap(({ from, endsAt, value, endValue }) =>
    value === null || endValue === null ? [] : [{ x1: x(from), y1: y(value), x2: x(endsAt), y2: y(endValue) }],
  );
}
