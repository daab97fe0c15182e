/** A sentence's features and what is meant by it. */
export type Lesson = { features: readonly string[]; label: string };
/** How much speaks for each label, as shares of one. */
export type Model = { labels: readonly string[]; sharesOf(features: readonly string[]): Float32Array };

const ROUNDS = 3;
const PACE = 0.5;
/** What is known this well is not learnt again. */
const KNOWN = 0.95;

/** Multinomial logistic regression over features that are there or not. The same lessons give the same model. */
export function learned(lessons: readonly Lesson[]): Model {
  const labels = [...new Set(lessons.map(({ label }) => label))].toSorted();
  const places = new Map<string, number>();
  const rows = lessons.map(({ features, label }) => {
    const at = features.map((one) => {
      const place = places.get(one) ?? places.size;
      if (place === places.size) places.set(one, place);
      return place;
    });
    return { at, label: labels.indexOf(label) };
  });
  const pupil = new Pupil(places.size, labels.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let step = 0; step < rows.length; step += 1) {
      const row = rows[(step * 7919 + round * 31) % rows.length];
      if (row) pupil.learn(row.at, row.label);
    }
  }
  return { labels, sharesOf: (features) => pupil.shares(features.flatMap((one) => places.get(one) ?? [])).slice() };
}

/** The weight of each feature for each label; those of features that were often wrong change slower (Adagrad). */
class Pupil {
  readonly #size: number;
  readonly #weights: Float32Array;
  readonly #squares: Float32Array;
  readonly #sums: Float32Array;

  constructor(places: number, size: number) {
    this.#size = size;
    this.#weights = new Float32Array(places * size);
    this.#squares = new Float32Array(places).fill(1e-8);
    this.#sums = new Float32Array(size);
  }

  learn(at: readonly number[], label: number): void {
    const size = this.#size;
    const wrong = this.shares(at);
    if ((wrong[label] ?? 0) > KNOWN) return;
    wrong[label] = (wrong[label] ?? 0) - 1;
    const scale = 1 / Math.sqrt(Math.max(1, at.length));
    let miss = 0;
    for (let one = 0; one < size; one += 1) miss += (wrong[one] ?? 0) ** 2;
    for (const place of at) {
      const square = (this.#squares[place] ?? 0) + miss * scale * scale;
      this.#squares[place] = square;
      const pace = (PACE * scale) / Math.sqrt(square);
      const start = place * size;
      for (let one = 0; one < size; one += 1) this.#weights[start + one] = (this.#weights[start + one] ?? 0) - pace * (wrong[one] ?? 0);
    }
  }

  /** Overwritten by the next call. */
  shares(at: readonly number[]): Float32Array {
    const size = this.#size;
    const sums = this.#sums.fill(0);
    const scale = 1 / Math.sqrt(Math.max(1, at.length));
    for (const place of at) {
      const start = place * size;
      for (let one = 0; one < size; one += 1) sums[one] = (sums[one] ?? 0) + (this.#weights[start + one] ?? 0);
    }
    let total = 0;
    for (let one = 0; one < size; one += 1) {
      sums[one] = Math.exp(Math.min(80, (sums[one] ?? 0) * scale));
      total += sums[one] ?? 0;
    }
    for (let one = 0; one < size; one += 1) sums[one] = (sums[one] ?? 0) / total;
    return sums;
  }
}
