import type { Feature, Unit } from "./units.ts";

/** Which requests of a service (by place in time) show which feature, and which of them lie in the trouble or in which stretch of calm. */
export type Table = {
  features: readonly Feature[];
  columns: readonly Uint8Array[];
  trouble: readonly boolean[];
  places: readonly number[];
  stretches: number;
};

const ALTERNATIVE_SHARE = 0.8;

export function columnsOf(units: readonly Unit[], features: number): Uint8Array[] {
  const columns = Array.from({ length: features }, () => new Uint8Array(units.length));
  for (const [at, unit] of units.entries())
    for (const feature of unit.features) {
      const column = columns[feature];
      if (column) column[at] = 1;
    }
  return columns;
}

/** Features of which no other happens in exactly the same requests; of such the most readable stays. */
export function distinct({ columns, features }: Table, isWanted: (feature: Feature) => boolean): number[] {
  const kept = new Map<string, number>();
  const order: Record<Feature["kind"], number> = { line: 0, call: 1, operation: 2, entry: 3 };
  for (const [at, column] of columns.entries()) {
    const feature = features[at];
    if (!feature || !isWanted(feature)) continue;
    const key = `${feature.isBad}${feature.host ?? ""}${fingerprint(column)}`;
    const known = features[kept.get(key) ?? -1];
    if (!known || order[feature.kind] < order[known.kind] || (feature.kind === known.kind && feature.text < known.text)) kept.set(key, at);
  }
  return [...kept.values()].toSorted((one, other) => ((features[one]?.text ?? "") < (features[other]?.text ?? "") ? -1 : 1));
}

function fingerprint(column: Uint8Array): string {
  let [one, other] = [0x811c9dc5, 0x12345];
  for (const value of column) {
    one = Math.imul(one ^ value, 0x01000193);
    other = (Math.imul(other, 31) + value + 7) | 0;
  }
  return `${one}/${other}`;
}

/** The rarest entry without which a step never happens, -1 when there is none: a request that does not come in by it explains by that alone why the step is missing. */
export function hostOf(step: number, { columns, features }: Table): number {
  const own = features[step]?.host ?? null;
  const stepColumn = columns[step];
  let [host, fewest] = [-1, Number.POSITIVE_INFINITY];
  for (const [at, { kind, text }] of features.entries()) {
    const column = columns[at];
    if (kind !== "entry" || !column || !stepColumn || (own !== null && text !== own)) continue;
    if (stepColumn.some((value, unit) => value === 1 && column[unit] !== 1)) continue;
    const requests = column.reduce((sum, value) => sum + value, 0);
    if (requests < fewest) [host, fewest] = [at, requests];
  }
  return host;
}

/** What runs under one entry says nothing about a step under another. */
export function areRelated(given: Feature, step: Feature): boolean {
  if (step.host === null || given.kind === "line") return true;
  return given.kind === "entry" ? given.text === step.host : given.host === step.host;
}

/**
 * True when calm requests already took either this step or another, harmless one in its stead, and those of the trouble take the other: then the mix of
 * requests changed, not the code.
 */
export function hasAlternative(step: number, requests: readonly number[], { columns, trouble, features }: Table): boolean {
  const column = columns[step];
  const without = requests.filter((unit) => column?.[unit] === 0);
  const calmly = without.filter((unit) => !trouble[unit]);
  if (calmly.length === 0) return false;
  const withStep = requests.filter((unit) => column?.[unit] === 1);
  const share = (units: readonly number[], other: Uint8Array): number => units.reduce((sum, unit) => sum + (other[unit] ?? 0), 0) / units.length;
  return columns.some((other, at) => {
    if (at === step || features[at]?.isBad || features[at]?.kind === "entry") return false;
    return share(withStep, other) <= 1 - ALTERNATIVE_SHARE && share(calmly, other) >= ALTERNATIVE_SHARE && share(without, other) >= ALTERNATIVE_SHARE;
  });
}
