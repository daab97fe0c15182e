export type Token = { kind: "name" | "number" | "text" | "duration" | "sign" | "end"; text: string; at: number };

/** What a query cannot be read or answered by, with Prometheus' kind of error. */
export class QueryError extends Error {
  readonly kind: "bad_data" | "execution";
  constructor(message: string, kind: "bad_data" | "execution" = "bad_data") {
    super(message);
    this.kind = kind;
  }
}

const SHAPES: readonly (readonly [Token["kind"] | "space", RegExp])[] = [
  ["space", /(?:\s+|#[^\n]*)/y],
  ["duration", /\d+(?:ms|[smhdwy])(?:\d+(?:ms|[smhdwy]))*\b/y],
  ["number", /(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+|inf\b|nan\b)/iy],
  ["name", /[a-zA-Z_:][a-zA-Z0-9_:]*/y],
  ["text", /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/y],
  ["sign", /=~|!~|!=|==|>=|<=|\|[=~]|[-+*/%^(){}[\],=<>|@]/y],
];

/** A query of PromQL or LogQL as tokens, ending with one of kind `end`. Places count from 0. Throws QueryError at what it does not know. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const [kind, text] = nextAt(query, at);
    if (kind !== "space") tokens.push({ kind, text: kind === "text" ? unquoted(text) : text, at });
    at += text.length;
  }
  return [...tokens, { kind: "end", text: "", at }];
}

function nextAt(query: string, at: number): [Token["kind"] | "space", string] {
  for (const [kind, shape] of SHAPES) {
    shape.lastIndex = at;
    const found = shape.exec(query);
    if (found && found[0] !== "") return [kind, found[0]];
  }
  throw new QueryError(`1:${at + 1}: parse error: unexpected character: ${JSON.stringify(query[at] ?? "")}`);
}

function unquoted(text: string): string {
  const inside = text.slice(1, -1);
  if (text.startsWith("`")) return inside;
  return inside.replace(/\\(.)/g, (_, letter: string) => ({ n: "\n", t: "\t", r: "\r" })[letter] ?? letter);
}

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, y: 31_536_000_000 };

/** Milliseconds of a duration such as `5m` or `1h30m`; null where it is none. */
export function durationMs(text: string): number | null {
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return null;
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0), 0);
}
