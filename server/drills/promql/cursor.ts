import { QueryError, type Token, tokensOf } from "./tokens.ts";

/** A place in a list of tokens. */
export type Cursor = {
  next(): Token;
  take(): Token;
  takeIf(...texts: string[]): Token | null;
  expect(text: string, where: string): void;
  fail(where: string): never;
};

export function openCursor(query: string): Cursor {
  const tokens = tokensOf(query);
  const end: Token = { kind: "end", text: "", at: query.length };
  let place = 0;
  const next = (): Token => tokens[place] ?? end;
  const fail = (where: string): never => {
    const { kind, text, at } = next();
    const what = kind === "end" ? "end of input" : kind === "text" ? `string "${text}"` : `<${text}>`;
    throw new QueryError(`1:${at + 1}: parse error: unexpected ${what}${where ? ` ${where}` : ""}`);
  };
  const take = (): Token => {
    const token = next();
    place += 1;
    return token;
  };
  return {
    next,
    take,
    takeIf(...texts) {
      const token = next();
      return token.kind !== "text" && token.kind !== "end" && texts.includes(token.text) ? take() : null;
    },
    expect(text, where) {
      const { kind, at } = next();
      if (kind === "end" && text === ")") throw new QueryError(`1:${at + 1}: parse error: unclosed left parenthesis`);
      if (next().text !== text || kind === "text") fail(where);
      place += 1;
    },
    fail,
  };
}
