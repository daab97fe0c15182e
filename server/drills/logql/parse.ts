import type { Matcher } from "../metrics/store.ts";
import { durationMs, QueryError, type Token, tokensOf } from "../promql/tokens.ts";

export type LineFilter = { operator: "|=" | "!=" | "|~" | "!~"; text: string };
export type LogSelection = { matchers: Matcher[]; filters: LineFilter[] };
export type LogQuery =
  | ({ kind: "lines" } & LogSelection)
  | ({ kind: "metric"; function: "count_over_time" | "rate"; rangeMs: number; by: string[] | null } & LogSelection);

const FILTERS = ["|=", "!=", "|~", "!~"] as const;
const MATCHES = ["=", "!=", "=~", "!~"] as const;

/** The part of LogQL that the practice world answers: a selector with line filters, and counts of such lines. Throws QueryError in Loki's words. */
export function parseLogQuery(text: string): LogQuery {
  const reader = openReader(text);
  const query = reader.peek().text === "{" ? ({ kind: "lines", ...selection(reader) } as const) : metric(reader);
  if (reader.peek().kind !== "end")
    reader.fail(reader.peek().text === "|" ? "line filter: parsers and formats are not known to the practice world" : "");
  if (!query.matchers.some(({ operator, value }) => (operator === "=" || operator === "=~") && value !== "" && value !== ".*")) {
    throw new QueryError(
      'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
    );
  }
  return query;
}

type Reader = { peek(): Token; take(): Token; need(text: string): void; string(): string; fail(expecting: string): never };

function openReader(text: string): Reader {
  let tokens: Token[];
  try {
    tokens = tokensOf(text);
  } catch {
    throw new QueryError("parse error at line 1, col 1: syntax error: unexpected character");
  }
  const end: Token = { kind: "end", text: "", at: text.length };
  let place = 0;
  const peek = (): Token => tokens[place] ?? end;
  const fail = (expecting: string): never => {
    const { kind, text: word, at } = peek();
    const what = kind === "end" ? "$end" : kind === "text" ? "STRING" : kind === "name" ? "IDENTIFIER" : word;
    throw new QueryError(`parse error at line 1, col ${at + 1}: syntax error: unexpected ${what}${expecting ? `, expecting ${expecting}` : ""}`);
  };
  const take = (): Token => {
    const token = peek();
    place += 1;
    return token;
  };
  return {
    peek,
    take,
    need(wanted) {
      if (peek().text !== wanted || peek().kind === "text") fail(wanted);
      place += 1;
    },
    string: () => (peek().kind === "text" ? take().text : fail("STRING")),
    fail,
  };
}

function selection(reader: Reader): LogSelection {
  const matchers: Matcher[] = [];
  reader.need("{");
  while (reader.peek().text !== "}") {
    if (reader.peek().kind !== "name") reader.fail("IDENTIFIER");
    const label = reader.take().text;
    const operator = MATCHES.find((one) => one === reader.peek().text) ?? reader.fail("=");
    reader.take();
    matchers.push({ label, operator, value: pattern(reader.string(), operator) });
    if (reader.peek().text !== "}") reader.need(",");
  }
  reader.take();
  const filters: LineFilter[] = [];
  for (;;) {
    const operator = FILTERS.find((one) => one === reader.peek().text);
    if (!operator) break;
    reader.take();
    filters.push({ operator, text: pattern(reader.string(), operator) });
  }
  return { matchers, filters };
}

function pattern(text: string, operator: string): string {
  if (!operator.includes("~")) return text;
  try {
    new RegExp(text);
    return text;
  } catch {
    throw new QueryError(`parse error : error parsing regexp: ${text}`);
  }
}

function metric(reader: Reader): LogQuery {
  const isSum = reader.peek().text === "sum";
  if (isSum) reader.take();
  const before = isSum && reader.peek().text === "by" ? labels(reader) : null;
  if (isSum) reader.need("(");
  const name = reader.take().text;
  if (name !== "count_over_time" && name !== "rate") throw new QueryError(`parse error at line 1, col 1: syntax error: unexpected IDENTIFIER`);
  reader.need("(");
  const selected = selection(reader);
  reader.need("[");
  const rangeMs = durationMs(reader.peek().text) ?? reader.fail("DURATION");
  reader.take();
  reader.need("]");
  reader.need(")");
  if (isSum) reader.need(")");
  const by = isSum ? (before ?? (reader.peek().text === "by" ? labels(reader) : [])) : null;
  return { kind: "metric", function: name, rangeMs, by, ...selected };
}

function labels(reader: Reader): string[] {
  reader.need("by");
  reader.need("(");
  const names: string[] = [];
  while (reader.peek().text !== ")") {
    if (reader.peek().kind !== "name") reader.fail("IDENTIFIER");
    names.push(reader.take().text);
    if (reader.peek().text !== ")") reader.need(",");
  }
  reader.take();
  return names;
}
