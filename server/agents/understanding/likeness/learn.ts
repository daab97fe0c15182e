/** A sentence's features and what is meant by it. */
export type Lesson = { features: readonly string[]; label: string };
/** How much speaks for each label, as shares of one. */
export type Model = { labels: readonly string[]; sharesOf(features: readonly string[]): Float64Array };

const ROUNDS = 8;
const PACE = 0.5;

/** Multinomial logistic regression over words that are there or not. The same lessons give the same model. */
export function learned(lessons: readonly Lesson[]): Model {
  const labels = [...new Set(lessons.map(({ label }) => label))].toSorted();
  const counts = new Map<string, number>();
  for (const { features } of lessons) for (const one of features) counts.set(one, (counts.get(one) ?? 0) + 1);
  const places = new Map<string, number>();
  for (const [one, count] of counts) if (count > 1) places.set(one, places.size);
  const placesOf = (features: readonly string[]): number[] => features.flatMap((one) => places.get(one) ?? []);
  const rows = lessons.map(({ features, label }) => ({ at: placesOf(features), label: labels.indexOf(label) }));
  const size = labels.length;
  const weights = new Float64Array(places.size * size);
  const squares = new Float64Array(places.size).fill(1e-8);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let step = 0; step < rows.length; step += 1) {
      const row = rows[(step * 7919 + round * 31) % rows.length];
      if (row) teach(weights, squares, row.at, row.label, size);
    }
  }
  return { labels, sharesOf: (features) => shares(weights, placesOf(features), size) };
}

function teach(weights: Float64Array, squares: Float64Array, at: readonly number[], label: number, size: number): void {
  const share = shares(weights, at, size);
  const scale = 1 / Math.sqrt(Math.max(1, at.length));
  let miss = 0;
  for (let one = 0; one < size; one += 1) {
    const wrong = (share[one] ?? 0) - (one === label ? 1 : 0);
    share[one] = wrong;
    miss += wrong * wrong;
  }
  if (miss < 1e-6) return;
  for (const place of at) {
    squares[place] = (squares[place] ?? 0) + miss * scale * scale;
    const pace = (PACE * scale) / Math.sqrt(squares[place] ?? 1);
    for (let one = 0; one < size; one += 1) weights[place * size + one] = (weights[place * size + one] ?? 0) - pace * (share[one] ?? 0);
  }
}

function shares(weights: Float64Array, at: readonly number[], size: number): Float64Array {
  const sums = new Float64Array(size);
  const scale = 1 / Math.sqrt(Math.max(1, at.length));
  for (const place of at) for (let one = 0; one < size; one += 1) sums[one] = (sums[one] ?? 0) + (weights[place * size + one] ?? 0) * scale;
  const most = sums.reduce((max, one) => Math.max(max, one), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let one = 0; one < size; one += 1) {
    sums[one] = Math.exp((sums[one] ?? 0) - most);
    total += sums[one] ?? 0;
  }
  return sums.map((one) => one / total);
}
