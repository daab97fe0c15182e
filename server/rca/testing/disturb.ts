import type { Random } from "./random.ts";
import type { Columns } from "./simulate.ts";

/** What makes calm look like trouble; each a share, 0 for none. */
export type Disturbance = {
  /** How strongly all services waver together, as on a shared machine or network: deviation of the logarithm of their latency and CPU. */
  shared: number;
  /** Wild values: the noise of that size has the tails of Student's t with two degrees of freedom. */
  heavyTails: number;
  /** Share of single samples that are many times too large, or nothing. */
  glitches: number;
};

const SHARED_METRICS = /^(cpu|latency)/;
const MEMORY_ROWS = 60;

export function disturb(columns: readonly Columns[], { shared, heavyTails, glitches }: Disturbance, random: Random): void {
  const rows = columns[0]?.metrics.values().next().value?.length ?? 0;
  const common = wavering(shared > 0 ? rows : 0, random);
  for (const { metrics } of columns) {
    const part = random.between(0.3, 1);
    for (const [metric, values] of metrics) {
      for (let row = 0; row < values.length; row += 1) {
        let value = values[row] ?? 0;
        if (shared > 0 && SHARED_METRICS.test(metric)) value *= Math.exp(shared * part * (common[row] ?? 0));
        if (heavyTails > 0) value *= Math.max(0, 1 + heavyTails * wild(random));
        if (glitches > 0 && random.next() < glitches) value = random.next() < 0.3 ? 0 : value * random.between(3, 30);
        values[row] = value;
      }
    }
  }
}

/** A stationary walk with deviation 1 that forgets within a minute of rows. */
function wavering(rows: number, random: Random): Float64Array {
  const kept = 1 - 1 / MEMORY_ROWS;
  const step = Math.sqrt(1 - kept * kept);
  let state = random.normal();
  return new Float64Array(rows).map(() => (state = kept * state + step * random.normal()));
}

function wild(random: Random): number {
  return random.normal() / Math.sqrt(-Math.log(1 - random.next()));
}
