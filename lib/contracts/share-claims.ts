/** What words say about the affected share, as bounds in percent (0 to 100), and the words themselves. */
export type ShareClaim = { least: number; most: number; words: string };

const WHOM =
  "(?:users?|customers?|clients?|visitors?|shoppers?|accounts?|tenants?|people|merchants?|requests?|calls?|orders?|payments?|transactions?|checkouts?|checkout attempts?|attempts?|logins?|sign-ins?|traffic|sessions?|messages?|jobs?)";
const BETWEEN = "(?:of |the |our |its |all |affected |paying |active |incoming |checkout |api ){0,4}";
/** Figures in prose are rounded; two within so many points mean the same. */
const ROUNDING = 5;
const HALF = 50;

type Pattern = { pattern: RegExp; bounds: (match: RegExpExecArray) => [number, number] | null };

const PATTERNS: readonly Pattern[] = [
  {
    pattern: new RegExp(`(\\d{1,3}(?:[.,]\\d+)?)\\s?(?:%|percent)\\s${BETWEEN}${WHOM}`, "giu"),
    bounds: ([, digits = ""]) => around(Number(digits.replace(",", "."))),
  },
  {
    pattern: new RegExp(
      `\\b(?:all|every|each|100\\s?%) ${BETWEEN}${WHOM}|\\beveryone\\b|\\beverybody\\b|\\b(?:full|total|complete) outage\\b`,
      "giu",
    ),
    bounds: () => [90, 100],
  },
  { pattern: new RegExp(`\\b(?:most|the majority) ${BETWEEN}${WHOM}`, "giu"), bounds: () => [50, 100] },
  { pattern: new RegExp(`\\bhalf ${BETWEEN}${WHOM}`, "giu"), bounds: () => [40, 60] },
  {
    pattern: new RegExp(
      `\\b(?:some|a few|few|a handful of|a (?:small|limited|tiny) (?:number|fraction|share|part|subset|group|percentage) of|a subset of|isolated|individual) ${BETWEEN}${WHOM}`,
      "giu",
    ),
    bounds: () => [0, HALF - ROUNDING - 0.1],
  },
  { pattern: new RegExp(`\\b(?:no|none of the|not a single) (?:affected )?${WHOM}|\\bnobody\\b`, "giu"), bounds: () => [0, 0] },
];
const SENTENCE = /[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*/gu;
/** Only sentences about harm claim a share of it. */
const IS_HARM =
  /fail|error|affect|impact|outage|down\b|unable|cannot|can't|can not|broken|time[sd]? out|timing out|timeout|slow|degrad|drop|lost|losing|reject|refus|unavailable|unreachable|hit by|suffer|report|complain|\b5\d\d\b/iu;
/** What is well, or what people were told, is no impact: “all requests succeed again”, “we told all customers”. */
const IS_WELL =
  /\b(?:again|succeed(?:s|ing)?|recover(?:s|ed|ing)?|restored|healthy|unaffected|not affected|no longer|back to|notified|notify|told|informed|contacted|e-?mailed|refunded|apologi[sz]e)\b/iu;
/** Right before the words, these leave the share open: “not all users”, “up to 40 % of users”, “if all users …”. */
const IS_OPEN =
  /\b(?:not|almost|nearly|up to|at (?:least|most)|(?:more|less|fewer) than|over|under|below|above|if|whether|until|once|before|could|may|might|would|should)\s(?:\S+\s){0,2}$/iu;

/** Right after the words, these speak of a part: “every order from Finland” is not every order. */
const IS_PART = /^\s(?:from|in|on|at|with|for|to|via|through|using|who|whose|which|that|made|under|behind)\b/iu;

/** The shares that a text claims are affected. Recovery, conditions and bounds claim nothing. Pure. */
export function shareClaims(text: string): ShareClaim[] {
  return [...text.matchAll(SENTENCE)].flatMap(([sentence]) => (IS_HARM.test(sentence) && !IS_WELL.test(sentence) ? claimsIn(sentence) : []));
}

function claimsIn(sentence: string): ShareClaim[] {
  const found = PATTERNS.flatMap(({ pattern, bounds }) =>
    [...sentence.matchAll(pattern)].flatMap((match) => {
      const range = bounds(match);
      if (!range || IS_OPEN.test(sentence.slice(0, match.index)) || (range[0] > 0 && IS_PART.test(sentence.slice(match.index + match[0].length))))
        return [];
      return [{ index: match.index, claim: { least: range[0], most: range[1], words: match[0].trim() } }];
    }),
  );
  return found.toSorted((a, b) => a.index - b.index).map(({ claim }) => claim);
}

/** A share that was given as a figure, in percent. */
export function shareFigure(percent: number, words: string): ShareClaim {
  const [least, most] = around(percent) ?? [percent, percent];
  return { least, most, words };
}

/** Whether two claims leave no share that both allow. */
export function areApart(a: ShareClaim, b: ShareClaim): boolean {
  return a.most < b.least || b.most < a.least;
}

function around(percent: number): [number, number] | null {
  if (!(percent >= 0 && percent <= 100)) return null;
  return percent === 0 ? [0, 0] : [Math.max(0.01, percent - ROUNDING), Math.min(100, percent + ROUNDING)];
}
