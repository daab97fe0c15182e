import { QueryError } from "../promql/tokens.ts";

type Test = (fields: Readonly<Record<string, string>>, text: string) => boolean;

/**
 * The part of Datadog's search that the practice world answers: words, "phrases", `field:value` with `*`, `-` before any of them, `AND` or nothing between.
 * Throws QueryError at `OR` and brackets.
 */
export function wordsTest(query: string): Test {
  const parts = [...query.matchAll(/-?(?:[@\w.]+:)?(?:"[^"]*"|[^\s"]+)/g)].map(([part]) => part).filter((part) => part !== "AND" && part !== "*");
  if (parts.some((part) => part === "OR" || /^-?[()]/.test(part))) throw new QueryError(`The practice world does not know OR and brackets: ${query}`);
  const tests = parts.map(testOf);
  return (fields, text) => tests.every((test) => test(fields, text));
}

function testOf(part: string): Test {
  if (part.startsWith("-")) {
    const test = testOf(part.slice(1));
    return (fields, text) => !test(fields, text);
  }
  const [, field, value = part] = /^@?([\w.]+):(.+)$/.exec(part) ?? [];
  const bare = value.replace(/^"|"$/g, "");
  const pattern = new RegExp(
    bare
      .split("*")
      .map((piece) => piece.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"))
      .join(".*"),
    "i",
  );
  if (field === undefined) return (_, text) => pattern.test(text);
  const whole = new RegExp(`^(?:${pattern.source})$`, "i");
  return (fields) => whole.test(fields[field] ?? "");
}
