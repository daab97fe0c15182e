import type { TimelineRow } from "./layout-timeline.ts";

export type Stretch = { key: number; rows: TimelineRow[] };

const AS_OLD = 32;
const AS_NEW = 64;

/**
 * Cuts rows, oldest first, into stretches of some dozens. An entry stays in the stretch that it once was in, so that neither an older
 * page nor a new entry takes rows out of the page and puts them back: what somebody reads, edits or holds the focus on is left alone.
 */
export function createCutter(): (rows: TimelineRow[]) => Stretch[] {
  const places = new Map<string, number>();
  return (rows) => {
    placeOlder(rows, places);
    const stretches: Stretch[] = [];
    const first = rows.find(({ type }) => type === "entry");
    const oldest = (first && places.get(first.key)) ?? 0;
    for (const row of rows) {
      const last = stretches.at(-1);
      const place = places.get(row.key) ?? (last && last.rows.length >= AS_NEW && isNewest(last.key, places) ? last.key + 1 : last?.key);
      const key = Math.max(place ?? oldest, last?.key ?? oldest);
      if (row.type === "entry") places.set(row.key, key);
      if (last && last.key === key) last.rows.push(row);
      else stretches.push({ key, rows: [row] });
    }
    return stretches;
  };
}

/** Rows before the first known one get stretches of their own, with keys below every other. */
function placeOlder(rows: TimelineRow[], places: Map<string, number>): void {
  const known = rows.findIndex(({ key }) => places.has(key));
  const older = known === -1 ? rows : rows.slice(0, known);
  const lowest = Math.min(1, ...places.values());
  for (const [index, row] of older.toReversed().entries()) if (row.type === "entry") places.set(row.key, lowest - 1 - Math.floor(index / AS_OLD));
}

function isNewest(key: number, places: Map<string, number>): boolean {
  return key === Math.max(...places.values());
}
