import type { Found } from "../vocabulary.ts";
import { foundIn, type Line, words } from "./line.ts";

const RANGE = "(?:(\\d+(?:\\.\\d+)?) (?:% )?(?:-|to|and|or|till|until|/) )?(\\d+(?:\\.\\d+)?)";
const PERCENT = words(
  `${RANGE} (?:%|per cent|percents)|(?:%|percentage|percent)(?: (?:[a-z]+|:|=)){0,2}(?: from \\d+)?(?: (?:down|up))? ?(?:to|:|=|of|is|now)? (\\d+(?:\\.\\d+)?)(?! [a-z]*users)`,
);
const CORRECTED = words("(\\d+(?:\\.\\d+)?) (?:% )?,? ?(?:and )?not \\d+(?:\\.\\d+)? (?:%|per cent)");
const SHARES: Record<string, number> = {
  half: 50,
  "a quarter": 25,
  quarter: 25,
  "a third": 33,
  third: 33,
  "two thirds": 66,
  "2 thirds": 66,
  "3 quarters": 75,
};
const WHOM =
  "(?:users?|customers?|clients?|requests?|checkouts?|traffic|payments?|orders?|shoppers?|logins?|people|accounts?|transactions?|sessions?|sign ?ups?|searches)";
const SHARE = words(`(half|a quarter|quarter|a third|third|2 thirds|3 quarters)(?: of)?(?: all)?(?: (?:the|our|my|its))? ${WHOM}`);
const IN_SO_MANY = words(`(?:one|1|2|3|4|5) (?:in|out of)(?: every)? (\\d+)(?: of)?(?: the| our)? ${WHOM}`);
const STRUCK = "(?:is )?(?:down|affected|impacted|hit)";
const ALL = words(
  `(all|every|100 %) ?(?:of (?:the|our) |the |our )?(?:${WHOM} (?:is|are|fail|fails|cannot|can not|down|affected|impacted|get|gets|have)|${STRUCK})|(?:everyone|everybody) ${STRUCK}`,
);

/** The share of users. Of a range, the higher end: what is not known is taken as worse. */
export function percents(line: Line): Found<number>[] {
  const right = CORRECTED.exec(line.text);
  if (right) return [foundIn(line, right, Math.min(100, Number(right[1])))];
  const said = PERCENT.exec(line.text);
  if (said) return [foundIn(line, said, Math.min(100, Number(said[2] ?? said[3])))];
  const share = SHARE.exec(line.text);
  if (share) return [foundIn(line, share, SHARES[share[1] ?? ""] ?? 100)];
  const few = IN_SO_MANY.exec(line.text);
  const of = Number(few?.[1]);
  if (few && of > 0) return [foundIn(line, few, Math.round((Number.parseInt(few[0].replace("one", "1"), 10) / of) * 100))];
  const all = ALL.exec(line.text);
  return all ? [foundIn(line, all, 100)] : [];
}

const WHO =
  "(?:customers?|users?|clients?|shoppers?|accounts?|people|persons|merchants?|tenants?|subscribers?|buyers?|visitors?|organi[sz]ations?|companies|orgs?|members?|folks|partners?|them)";
const AMOUNT = RANGE.replaceAll("(?:% )?", "");
const COUNT = words(`${AMOUNT}(?: \\+)?(?: m)? (?:of (?:the|our) )?(?:[a-z]+ )?${WHO}(?: 's)?`);
const COUNT_AFTER = words(
  `${WHO}(?: (?:affected|impacted|impact|hit|count|number|are|is|:|=|to|now|about|around|roughly|approximately|at|of|went|gone|down|up|have|has|grown|risen|dropped|fallen|currently|~)){1,5} (\\d+(?:\\.\\d+)?)(?! %)|${WHO} (\\d+)(?! %)`,
);
const NONE_OF = words(`(?:no|zero|0|not a single) ${WHO}`);

const ONE_OF = words("(?:one|a single|just one|only one) (?:single )?(?:customer|user|client|merchant|tenant|account|partner)(?: only)?");

/** How many customers. */
export function counts(line: Line): Found<number>[] {
  const none = NONE_OF.exec(line.text);
  if (none) return [foundIn(line, none, 0)];
  const one = ONE_OF.exec(line.text);
  if (one) return [foundIn(line, one, 1)];
  const match = COUNT.exec(line.text);
  if (match) return [foundIn(line, match, Math.round(Number(match[2]) * (/ m /.test(match[0]) ? 1e6 : 1)))];
  const after = COUNT_AFTER.exec(line.text);
  return after ? [foundIn(line, after, Math.round(Number(after[1] ?? after[2])))] : [];
}

const CURRENCY = "(?:\\$|€|£|usd|eur|gbp|dollars?|euros?|pounds?|bucks|quid)";
const MONEY = words(
  `(?:${CURRENCY} (?:about |around |roughly )?${RANGE.replaceAll("(?:% )?", `(?:m )?`)}(?: (m|mio|bn))?|${RANGE.replaceAll("(?:% )?", "")}(?: (m|mio|bn))? ${CURRENCY})(?: (?:of )?(?:revenue|sales|turnover|lost))?(?: (?:/|per|an|a|each|every|the) (hour|hr|h|minute|min|m|day|d))?`,
);

const EACH = "(?:/|per|an|a|each|every) (hour|hr|h|minute|min|m|day|d)";
const EARNINGS = "(?:burn|burning|bleed|bleeding|revenue|sales|turnover|money|income|loss|losses|losing|lost|lose|loses|costs?|costing)";
/** Without a currency, but called revenue or a loss. */
const UNNAMED = words(
  `${EARNINGS}(?: (?!and|but)[a-z]+){0,3}(?: (?:=|:|at|is|about|around|roughly|approximately|to|~|of|by|us))* ${RANGE.replaceAll("(?:% )?", "")} ${EACH}|${RANGE.replaceAll("(?:% )?", "")} ${EACH}(?: [a-z]+){0,2} ${EARNINGS}|${AMOUNT} ${EARNINGS} ${EACH}`,
);

/** Money an hour; said by the minute or by the day, it is turned into an hour's. */
export function revenues(line: Line): Found<number>[] {
  const match = MONEY.exec(line.text);
  if (!match) return unnamedRevenues(line);
  const size = { m: 1e6, mio: 1e6, bn: 1e9 }[match[3] ?? match[6] ?? ""] ?? 1;
  const unit = match[7] ?? "h";
  return [foundIn(line, match, Math.round(Number(match[2] ?? match[5]) * size * hourly(unit)))];
}

function unnamedRevenues(line: Line): Found<number>[] {
  const match = UNNAMED.exec(line.text);
  if (!match) return [];
  return [foundIn(line, match, Math.round(Number(match[2] ?? match[5] ?? match[8]) * hourly(match[3] ?? match[6] ?? match[9] ?? "h")))];
}

const hourly = (unit: string): number => (unit.startsWith("m") ? 60 : unit.startsWith("d") ? 1 / 24 : 1);

const NO_LOSS = words(
  "(?:nobody|noone) (?:lost|loses) (?:any )?(?:[a-z]+ )?data|(?:no|without|not any|zero) (?:data ?|user data |customer data )(?:was |is |were )?(?:loss|lost|corrupt[a-z]*|corruption)|no data ?loss|data ?loss (?:=|:|is)? ?(?:no|none|false)|(?:not|did not|have not|has not|nobody|no one|no customer)(?: [a-z]+)? (?:lost|lose|losing) (?:any )?(?:[a-z]+ )?data|data is (?:safe|intact)|no (?:records|rows|orders|entries|customer records) (?:was|were|are|is|got) (?:lost|corrupted)",
);
const LOSS = words(
  "data ?loss|data (?:was|is|were|got|has been|have been|are)? ?(?:lost|corrupt[a-z]*|wiped|deleted)|(?:lost|losing|lose|corrupted|wiped|deleted)(?: some| all| the| our| their| of){0,2}(?: [a-z]+)? data|data corruption",
);

/** Whether data was lost, when anything is said of it. */
export function losses(line: Line): Found<boolean>[] {
  const none = NO_LOSS.exec(line.text);
  if (none) return [foundIn(line, none, false)];
  const some = LOSS.exec(line.text);
  return some ? [foundIn(line, some, true)] : [];
}
