import type { Matcher } from "../metrics/store.ts";
import { type Cursor, openCursor } from "./cursor.ts";
import { parseMatchers } from "./parse-selector.ts";
import { durationMs, QueryError } from "./tokens.ts";

export const AGGREGATIONS = ["sum", "avg", "max", "min", "count"] as const;
export const RANGE_FUNCTIONS = ["rate", "irate", "increase", "avg_over_time", "max_over_time", "min_over_time", "sum_over_time"] as const;

export type Aggregation = (typeof AGGREGATIONS)[number];
export type RangeFunction = (typeof RANGE_FUNCTIONS)[number];
export type Operator = "+" | "-" | "*" | "/" | "%" | "^" | "==" | "!=" | ">" | "<" | ">=" | "<=" | SetOperator;
export type SetOperator = "and" | "or" | "unless";

export type Query =
  | { kind: "number"; value: number }
  | { kind: "select"; matchers: Matcher[] }
  | { kind: "range"; function: RangeFunction; matchers: Matcher[]; rangeMs: number }
  | { kind: "aggregate"; operation: Aggregation; by: readonly string[]; isWithout: boolean; of: Query }
  | { kind: "quantile"; quantile: Query; of: Query }
  | { kind: "binary"; operator: Operator; left: Query; right: Query };

const STRENGTH: Record<Operator, number> = {
  or: 1,
  and: 2,
  unless: 2,
  "==": 3,
  "!=": 3,
  ">": 3,
  "<": 3,
  ">=": 3,
  "<=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  "^": 6,
};
const isOperator = (text: string): text is Operator => Object.hasOwn(STRENGTH, text);
export const isSetOperator = (operator: Operator): operator is SetOperator => operator === "and" || operator === "or" || operator === "unless";

/** A query of the part of PromQL that the practice world answers. Throws QueryError at anything else, and says so. */
export function parseQuery(text: string): Query {
  const cursor = openCursor(text);
  if (cursor.next().kind === "end") throw new QueryError("1:1: parse error: no expression found in input");
  const query = parseBinary(cursor, 0);
  if (cursor.next().kind !== "end") cursor.fail("");
  return query;
}

function parseBinary(cursor: Cursor, least: number): Query {
  let left = parseUnary(cursor);
  for (;;) {
    const { kind, text } = cursor.next();
    if ((kind !== "sign" && kind !== "name") || !isOperator(text) || STRENGTH[text] < least) break;
    cursor.take();
    const right = parseBinary(cursor, text === "^" ? STRENGTH[text] : STRENGTH[text] + 1);
    left = { kind: "binary", operator: text, left, right };
  }
  const { kind, text, at } = cursor.next();
  if (kind === "name" && /^(on|ignoring|group_left|group_right|offset|bool)$/.test(text)) throw unsupported(text, at);
  return left;
}

function parseUnary(cursor: Cursor): Query {
  if (cursor.takeIf("-")) return { kind: "binary", operator: "*", left: { kind: "number", value: -1 }, right: parseUnary(cursor) };
  if (cursor.takeIf("+")) return parseUnary(cursor);
  if (cursor.takeIf("(")) {
    const inside = parseBinary(cursor, 0);
    cursor.expect(")", "in parenthesised expression");
    return inside;
  }
  const { kind, text } = cursor.next();
  if (kind === "number") return { kind: "number", value: numberOf(cursor.take().text) };
  if (kind === "sign" && text === "{") return selection(cursor, parseMatchers(cursor));
  if (kind === "name") return parseName(cursor);
  return cursor.fail("");
}

function parseName(cursor: Cursor): Query {
  const { text: name, at } = cursor.take();
  const operation = AGGREGATIONS.find((one) => one === name);
  const next = cursor.next().text;
  if (operation && /^(\(|by|without)$/.test(next)) return parseAggregation(cursor, operation);
  if (next !== "(") return selection(cursor, [named(name), ...(next === "{" ? parseMatchers(cursor) : [])]);
  cursor.take();
  if (name === "histogram_quantile") return parseQuantile(cursor);
  const ranged = RANGE_FUNCTIONS.find((one) => one === name);
  if (ranged) return parseRange(cursor, ranged);
  throw unsupported(name, at);
}

const named = (name: string): Matcher => ({ label: "__name__", operator: "=", value: name });

function selection(cursor: Cursor, matchers: Matcher[]): Query {
  const { text, at } = cursor.next();
  if (text === "[" || text === "@" || text === "offset") throw unsupported(text === "[" ? "a range outside of rate() and its like" : text, at);
  if (matchers.every(({ value, operator }) => value === "" && operator === "=")) {
    throw new QueryError("1:1: parse error: vector selector must contain at least one non-empty matcher");
  }
  return { kind: "select", matchers };
}

function parseRange(cursor: Cursor, name: RangeFunction): Query {
  const first = cursor.next();
  if (first.kind === "end") cursor.expect(")", "");
  const matchers = first.kind === "name" ? [named(cursor.take().text)] : [];
  if (first.kind !== "name" && first.text !== "{") cursor.fail("");
  if (cursor.next().text === "{") matchers.push(...parseMatchers(cursor));
  if (!cursor.takeIf("["))
    throw new QueryError(`1:${first.at + 1}: parse error: expected type range vector in call to function "${name}", got instant vector`);
  const rangeMs = durationMs(cursor.next().text);
  if (rangeMs === null) cursor.fail("in range, expected duration");
  cursor.take();
  cursor.expect("]", "in range");
  cursor.expect(")", "in function call");
  return { kind: "range", function: name, matchers, rangeMs: rangeMs ?? 0 };
}

function parseQuantile(cursor: Cursor): Query {
  const quantile = parseBinary(cursor, 0);
  cursor.expect(",", "in function call");
  const of = parseBinary(cursor, 0);
  cursor.expect(")", "in function call");
  if (quantile.kind !== "number")
    throw new QueryError('parse error: expected type scalar in call to function "histogram_quantile", got instant vector');
  return { kind: "quantile", quantile, of };
}

function parseAggregation(cursor: Cursor, operation: Aggregation): Query {
  const before = parseGrouping(cursor);
  cursor.expect("(", "in aggregation");
  const of = parseBinary(cursor, 0);
  cursor.expect(")", "in aggregation");
  const { labels, isWithout } = before ?? parseGrouping(cursor) ?? { labels: [], isWithout: false };
  return { kind: "aggregate", operation, by: labels, isWithout, of };
}

function parseGrouping(cursor: Cursor): { labels: string[]; isWithout: boolean } | null {
  const word = cursor.takeIf("by", "without");
  if (!word) return null;
  const labels: string[] = [];
  cursor.expect("(", "in grouping opts");
  while (!cursor.takeIf(")")) {
    if (cursor.next().kind !== "name") cursor.fail("in grouping opts, expected label");
    labels.push(cursor.take().text);
    if (cursor.next().text !== ")") cursor.expect(",", 'in grouping opts, expected "," or ")"');
  }
  return { labels, isWithout: word.text === "without" };
}

function numberOf(text: string): number {
  if (/^inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  return /^nan$/i.test(text) ? Number.NaN : Number(text);
}

function unsupported(what: string, at: number): QueryError {
  return new QueryError(
    `1:${at + 1}: parse error: the practice world does not know ${what}; it answers selectors, ${RANGE_FUNCTIONS.join(", ")}, ${AGGREGATIONS.join(", ")}, histogram_quantile and arithmetic`,
  );
}
