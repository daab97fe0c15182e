const STATUS = /\b(?:status(?:[ _-]?code)?|code|http(?:\/\d(?:\.\d)?"?)?)[=:" ]{1,3}([45]\d\d)\b|\b([45]\d\d) (?:[A-Z][a-z]+ )+/g;
const MAY_HOLD_STATUS = /[sS]tatus|[cC]ode|HTTP|\b[45]\d\d [A-Z]/;
const EXCEPTION = /\b(?:[a-z][\w$]*\.)*([A-Z][\w$]*(?:Exception|Error|Panic|Fault))\b/g;
const MAY_HOLD_EXCEPTION = /Exception|[a-z]Error\b|Panic|Fault/;
const MOST = 3;
const LOOKED_AT = 1_500;

/** What tells a failure and is masked in the shape of a line: HTTP statuses from 400 on and names of exceptions. */
export function marksIn(line: string): string[] {
  const text = line.length > LOOKED_AT ? line.slice(0, LOOKED_AT) : line;
  const found = new Set<string>();
  if (MAY_HOLD_STATUS.test(text)) for (const [, named, phrased] of text.matchAll(STATUS)) found.add(named ?? phrased ?? "");
  if (MAY_HOLD_EXCEPTION.test(text)) for (const [, name] of text.matchAll(EXCEPTION)) found.add(name ?? "");
  return [...found].slice(0, MOST);
}
