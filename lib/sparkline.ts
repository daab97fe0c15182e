const BARS = "▁▂▃▄▅▆▇█";

/** Values as a line of bars, at most `width` of them: neighbours share a bar by their mean, a gap is a space. */
export function sparkline(values: readonly (number | null)[], width = 60): string {
  const size = Math.max(1, Math.ceil(values.length / width));
  const bars: (number | null)[] = [];
  for (let from = 0; from < values.length; from += size) {
    const known = values.slice(from, from + size).flatMap((value) => (value === null || !Number.isFinite(value) ? [] : [value]));
    bars.push(known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length);
  }
  const heights = bars.flatMap((bar) => bar ?? []);
  const [least, most] = [Math.min(...heights), Math.max(...heights)];
  return bars
    .map((bar) => (bar === null ? " " : BARS.charAt(most > least ? Math.round(((bar - least) / (most - least)) * (BARS.length - 1)) : 0)))
    .join("");
}
