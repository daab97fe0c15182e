/** What lines that a change adds take and do not give back on every way. `quote`: the lines themselves that show it. */
export type Kept = {
  take: string;
  give: string | null;
  failure: string | null;
  handoff: string | null;
  meanwhile: string | null;
  path: string | null;
  quote: string;
};

const TAKE =
  /\b((?:\w+\.)*\w+\.(?:acquire|getConnection|get_connection|borrow\w*|checkout|openConnection|open_connection|connect|take|rent|lease))\s*\(/;
const GIVE = /\b((?:\w+\.)*\w+\.(?:release|close|giveBack|give_back|return\w*|putconn|put|dispose|end|free))\s*\(/;
/** Gives back by itself, whatever happens between. */
const SURE_GIVE = /\bfinally\b|\bdefer\b|\busing\b|\bwith\s+[\w.]+\(|\btry\s*\(|\bensure\b|\bAutoClose|@Cleanup/;
const FAILURE = /\b(?:catch|except|rescue)\b\s*\(?\s*([\w.|: ]*)/;
const HANDOFF = /\b((?:\w+\.)?(?:submit|execute|runAsync|supplyAsync|enqueue|schedule|spawn|setTimeout|setImmediate|Task\.Run|go func|then))\s*\(/;
const CALL = /\b((?:gateway|client|api|http|remote|provider|service|rpc)\w*\.\w+)\s*\(/i;

/** Reads a diff: null where nothing is taken, or where it is surely given back. Pure. */
export function keptBy(diff: string): Kept | null {
  const lines = diff.split("\n");
  const added = lines.filter((line) => line.startsWith("+") && !line.startsWith("+++")).map((line) => line.slice(1));
  const text = added.join("\n");
  const take = TAKE.exec(text);
  if (!take?.[1] || SURE_GIVE.test(text)) return null;
  const after = text.slice(take.index + take[0].length);
  const give = GIVE.exec(after);
  const failure = FAILURE.exec(after);
  const isGivenThere = failure !== null && GIVE.test(after.slice(failure.index));
  if (give && (!failure || isGivenThere)) return null;
  const handoff = HANDOFF.exec(after);
  const call = CALL.exec(after);
  const path = /^\+\+\+ (?:b\/)?(\S+)/m.exec(diff)?.[1] ?? null;
  return {
    take: `${take[1]}()`,
    give: give?.[1] ? `${give[1]}()` : null,
    failure: failure ? (/[\w.]+/.exec(failure[1] ?? "")?.[0] ?? "an exception") : null,
    handoff: handoff?.[1] ? `${handoff[1]}()` : null,
    meanwhile: call?.[1] ? `${call[1]}()` : null,
    path,
    quote: added
      .filter((line) => [TAKE, GIVE, FAILURE].some((words) => words.test(line)))
      .map((line) => line.trim())
      .join(" … ")
      .slice(0, 300),
  };
}

/** As a sentence goes on after “it”. */
export function keptWords({ take, give, failure, path }: Kept): string {
  const where = path ? ` (${path.split("/").at(-1)})` : "";
  if (give === null) return `takes a connection with ${take} and gives it back nowhere in the lines that it adds${where}`;
  return `takes a connection with ${take} and gives it back with ${give} only where all goes well: where ${failure ?? "an exception"} is caught, it is not released${where}`;
}

/** How long it is kept even where all goes well; null where the lines do not show it. */
export function heldWords({ handoff, meanwhile }: Kept): string | null {
  if (!handoff) return null;
  return `it is taken before the work is handed on with ${handoff}, so that it stays in use while that work waits and runs${meanwhile ? `, the call of ${meanwhile} included` : ""}`;
}
