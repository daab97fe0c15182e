/** Where the mean of a row of scores changes for good: `split` is the first point of the later part, `step` how far it lies from the earlier one. */
export type LightShift = { split: number; step: number };

const CLIP = 4;
const LEAST_STEP = 0.9;
/** The bridge of independent scores goes beyond this once in some 8,000 calm rows (Kolmogorov 1933). */
const BEYOND = 2.2;
const LEAST_PART = 4;

/**
 * A lasting change of the mean that no single point shows: the highest arch of the cumulative sum tied down at both ends (Page 1954; Ploberger and Krämer 1992),
 * with scores clipped, and with the scale widened where neighbours resemble each other.
 */
export function lightShiftOf(scores: Float64Array): LightShift | null {
  const count = scores.length;
  if (count < 4 * LEAST_PART) return null;
  const clipped = scores.map((score) => Math.max(-CLIP, Math.min(CLIP, score)));
  const mean = meanOf(clipped, 0, count);
  let [sum, arch, split] = [0, 0, 0];
  for (let at = 0; at < count - LEAST_PART; at += 1) {
    sum += (clipped[at] ?? 0) - mean;
    if (at + 1 >= LEAST_PART && Math.abs(sum) > arch) [arch, split] = [Math.abs(sum), at + 1];
  }
  if (split === 0) return null;
  const [before, after] = [meanOf(clipped, 0, split), meanOf(clipped, split, count)];
  const scale = scaleOf(clipped, split, before, after);
  return Math.abs(after - before) >= LEAST_STEP && arch / (scale * Math.sqrt(count)) >= BEYOND ? { split, step: after - before } : null;
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += values[at] ?? 0;
  return sum / Math.max(1, to - from);
}

/** Deviation around the two means, as if neighbours were independent. */
function scaleOf(values: Float64Array, split: number, before: number, after: number): number {
  let [squares, products, last] = [0, 0, 0];
  for (let at = 0; at < values.length; at += 1) {
    const rest = (values[at] ?? 0) - (at < split ? before : after);
    squares += rest * rest;
    if (at > 0) products += rest * last;
    last = rest;
  }
  const likeness = Math.max(0, Math.min(0.9, squares > 0 ? products / squares : 0));
  return Math.max(0.5, Math.sqrt(squares / values.length)) * Math.sqrt((1 + likeness) / (1 - likeness));
}
