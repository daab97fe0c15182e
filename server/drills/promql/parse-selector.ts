import type { Matcher } from "../metrics/store.ts";
import type { Cursor } from "./cursor.ts";
import { QueryError } from "./tokens.ts";

const OPERATORS = ["=", "!=", "=~", "!~"] as const;

/** Matchers in braces, from `{` to `}`. */
export function parseMatchers(cursor: Cursor): Matcher[] {
  const matchers: Matcher[] = [];
  cursor.expect("{", "");
  while (!cursor.takeIf("}")) {
    const label = cursor.take();
    if (label.kind !== "name")
      throw new QueryError(`1:${label.at + 1}: parse error: unexpected ${wordsOf(label.text)} in label matching, expected identifier or "}"`);
    const sign = cursor.take();
    const operator = OPERATORS.find((one) => one === sign.text);
    if (!operator)
      throw new QueryError(`1:${sign.at + 1}: parse error: unexpected ${wordsOf(sign.text)} in label matching, expected label matching operator`);
    const value = cursor.take();
    if (value.kind !== "text")
      throw new QueryError(`1:${value.at + 1}: parse error: unexpected ${wordsOf(value.text)} in label matching, expected string`);
    matchers.push({ label: label.text, operator, value: checked(value.text, operator, value.at) });
    if (cursor.next().text !== "}") cursor.expect(",", 'in label matching, expected "," or "}"');
  }
  return matchers;
}

const wordsOf = (text: string): string => (text === "" ? "end of input" : `"${text}"`);

function checked(value: string, operator: Matcher["operator"], at: number): string {
  if (operator === "=" || operator === "!=") return value;
  try {
    new RegExp(value);
    return value;
  } catch {
    throw new QueryError(`1:${at + 1}: parse error: error parsing regexp: ${value}`);
  }
}
