import { BoardFilter } from "#lib/contracts/board.ts";
import { LISTS } from "./board-query.ts";

type Query = Record<string, string | string[] | undefined>;

/** The board's filter as its address says it; what the address says wrongly is left out. Pure. */
export function boardFilterFrom(query: Query): BoardFilter {
  const one = (key: string) => [query[key]].flat()[0];
  const raw: Record<string, unknown> = {
    state: one("state"),
    commander: one("commander"),
    causeService: one("causeService"),
    from: one("from"),
    to: one("to"),
    q: one("q"),
    isMine: one("mine") === "1",
  };
  for (const key of LISTS) raw[key] = one(key)?.split(",").filter(Boolean);
  const parsed = BoardFilter.safeParse(raw);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return BoardFilter.parse(Object.fromEntries(Object.entries(raw).filter(([key]) => !wrong.has(key))));
}
