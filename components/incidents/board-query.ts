import type { BoardFilter } from "#lib/contracts/board.ts";

export const LISTS = ["phase", "severity", "kind", "service", "team", "cause"] as const;

/** The address of a filter: only what differs from the default stands in it. Pure. */
export function boardQuery(filter: BoardFilter): string {
  const query = new URLSearchParams();
  if (filter.state !== "open") query.set("state", filter.state);
  for (const key of LISTS) if (filter[key].length > 0) query.set(key, filter[key].join(","));
  if (filter.commander) query.set("commander", filter.commander);
  if (filter.causeService) query.set("causeService", filter.causeService);
  if (filter.from) query.set("from", filter.from);
  if (filter.to) query.set("to", filter.to);
  if (filter.isMine) query.set("mine", "1");
  if (filter.q) query.set("q", filter.q);
  return query.toString();
}
