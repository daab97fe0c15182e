import { BoardFilter } from "#lib/contracts/board.ts";

type Query = Record<string, string | string[] | undefined>;

const LISTS = ["phase", "severity", "kind", "service"] as const;

/** The board's filter as its address says it; what the address says wrongly is left out. Pure. */
export function boardFilterFrom(query: Query): BoardFilter {
  const one = (key: string) => [query[key]].flat()[0];
  const raw: Record<string, unknown> = { state: one("state"), commander: one("commander"), q: one("q"), isMine: one("mine") === "1" };
  for (const key of LISTS) raw[key] = one(key)?.split(",").filter(Boolean);
  const parsed = BoardFilter.safeParse(raw);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return BoardFilter.parse(Object.fromEntries(Object.entries(raw).filter(([key]) => !wrong.has(key))));
}

/** The address of a filter: only what differs from the default stands in it. Pure. */
export function boardQuery(filter: BoardFilter): string {
  const query = new URLSearchParams();
  if (filter.state !== "open") query.set("state", filter.state);
  for (const key of LISTS) if (filter[key].length > 0) query.set(key, filter[key].join(","));
  if (filter.commander) query.set("commander", filter.commander);
  if (filter.isMine) query.set("mine", "1");
  if (filter.q) query.set("q", filter.q);
  return query.toString();
}
