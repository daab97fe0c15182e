/** One thing that a change does to how a service works. `weight`: how much of it, from 0 to 1. */
export type Act = { name: ActName; weight: number; words: string };

export const ACT_NAMES = [
  "takes a call away",
  "takes a guard away",
  "takes a bound away",
  "takes an entry away",
  "takes cleaning up away",
  "takes a lock away",
  "takes joined reading away",
  "takes credentials away",
  "calls in a loop",
  "writes more",
  "keeps more",
  "checks more strictly",
  "asks for another column",
  "drops a column",
  "drops a table",
  "drops an index",
  "requires a value",
  "rewrites a table",
  "names differently",
  "adds a kind of value",
  "formats differently",
  "matches differently",
  "addresses differently",
  "trusts differently",
  "permits less",
  "logs more",
  "takes another version",
  "opens a gate",
  "closes a gate",
  "keys the cache differently",
  "asks the database differently",
  "retries more",
  "allows less time",
  "allows more time",
  "keeps cached entries shorter",
  "keeps cached entries longer",
  "has fewer connections",
  "has fewer replicas",
  "has less memory",
  "has less processor",
  "permits a lower rate",
  "permits a higher rate",
  "takes larger batches",
  "takes smaller batches",
  "has fewer workers",
  "has more workers",
  "runs more often",
  "has less disk",
  "sets another number",
  "reacts sooner",
  "computes differently",
  "handles memory differently",
  "does it in another order",
  "waits where it did not",
  "works asynchronously",
  "opens anew each time",
  "types differently",
  "computes more each time",
  "changes code",
] as const;
export type ActName = (typeof ACT_NAMES)[number];

/** The changed lines as text, without calls that only answer or tell of errors; `all` with what stands around them. */
export type ChangedText = { removed: string; added: string; all: string; paths: string };
export type Finder = { name: ActName; weight: number; in: (text: ChangedText) => boolean };

export const count = (text: string, pattern: RegExp): number =>
  text.match(new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`))?.length ?? 0;

/** There is less of it than before. */
export const gone =
  (pattern: RegExp) =>
  ({ removed, added }: ChangedText): boolean =>
    count(removed, pattern) > count(added, pattern);

/** There is more of it than before. */
export const more =
  (pattern: RegExp) =>
  ({ removed, added }: ChangedText): boolean =>
    count(added, pattern) > count(removed, pattern);

/** It is there before and after, and reads otherwise; how often it stands there does not matter. */
export const differs =
  (pattern: RegExp) =>
  ({ removed, added }: ChangedText): boolean => {
    const all = new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`);
    const [before, after] = [new Set(removed.match(all)), new Set(added.match(all))];
    return before.size > 0 && after.size > 0 && [...after].some((one) => !before.has(one));
  };
