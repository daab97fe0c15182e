import { boardQuery } from "#components/incidents/board-query.ts";
import { type BoardFilter, BoardFilter as Filter } from "#lib/contracts/board.ts";
import { MAIN_PHASES } from "#lib/contracts/incident-terms.ts";
import { type Grouping, NONE, type Range, type ReadInsights } from "#lib/contracts/insights.ts";

type Within = { from: string; to: string };

/** The board with exactly the incidents that a number counts. Pure. */
export function boardOf(asked: ReadInsights, within: Within, more: Partial<BoardFilter> = {}): string {
  const { severity, service, team, kind } = asked;
  const { from, to } = within;
  return `/incidents?${boardQuery({ ...Filter.parse({ state: "all" }), phase: [...MAIN_PHASES], severity, service, team, kind, from, to, ...more })}`;
}

/** The board with the incidents of one group; null where the board cannot ask for it alone, because it is what has none or narrows a filter. Pure. */
export function boardOfGroup(asked: ReadInsights, range: Range, by: Grouping, key: string): string | null {
  if (by === "cause") return boardOf(asked, range, { cause: [key] });
  if (key === NONE) return null;
  const others = asked[by].filter((one) => one !== key);
  if ((by === "service" || by === "team") && others.length > 0 && asked[by].length > 0) return null;
  return boardOf(asked, range, { [by]: [key] });
}

/** The file with the table, or with the incidents. Pure. */
export function fileOf(asked: ReadInsights, range: Range, table: "groups" | "incidents"): string {
  const query = new URLSearchParams({ table, by: asked.by, from: range.firstDay, to: range.lastDay, zone: range.zone });
  for (const key of ["severity", "kind", "service", "team"] as const) if (asked[key].length > 0) query.set(key, asked[key].join(","));
  return `/api/insights/export?${query}`;
}
