import { normaliseText } from "#lib/contracts/text.ts";

const MOST_DEPTH = 64;
const LONGEST_PATH = 200;

/** Why a message cannot be read, in words for the payload inspector. */
export class Unreadable extends Error {}

/** The JSON of a message. @throws Unreadable when it is none, or nested too deeply. */
export function jsonOf(body: string): unknown {
  requireShallow(body);
  try {
    return JSON.parse(body);
  } catch {
    throw new Unreadable(body.trim() === "" ? "The body is empty." : "The body is not JSON.");
  }
}

function requireShallow(body: string): void {
  let depth = 0;
  let isText = false;
  for (let index = 0; index < body.length; index += 1) {
    const unit = body[index];
    if (isText) {
      if (unit === "\\") index += 1;
      else if (unit === '"') isText = false;
    } else if (unit === '"') isText = true;
    else if (unit === "{" || unit === "[") depth += 1;
    else if (unit === "}" || unit === "]") depth -= 1;
    if (depth > MOST_DEPTH) throw new Unreadable(`The body is nested more than ${MOST_DEPTH} levels deep.`);
  }
}

export type Fields = Record<string, unknown>;

/** An object's own fields; none where it is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What stands at a path such as `alert.labels["a.b"]` or `items[0].id`; undefined where nothing does. */
export function valueAt(value: unknown, path: string): unknown {
  let current = value;
  for (const step of stepsOf(path)) {
    const list = Array.isArray(current) ? current : null;
    if (list) current = /^\d{1,6}$/.test(step) ? list[Number(step)] : undefined;
    else current = Object.hasOwn(fieldsOf(current), step) ? fieldsOf(current)[step] : undefined;
  }
  return current;
}

/** `$` may stand at the beginning, as in JSONPath. */
export function stepsOf(path: string): string[] {
  const steps = path.slice(0, LONGEST_PATH).matchAll(/\[\s*"([^"]*)"\s*\]|\[\s*'([^']*)'\s*\]|\[\s*(\d+)\s*\]|([^.[\]]+)/g);
  const found = [...steps].map(([, double, single, index, bare]) => double ?? single ?? index ?? bare ?? "");
  return found[0] === "$" ? found.slice(1) : found;
}

/** One line of at most `most` characters: of a text, number or truth value; empty for anything else. */
export function lineAt(value: unknown, path: string, most = 300): string {
  return line(path === "" ? undefined : valueAt(value, path), most);
}

export function line(value: unknown, most = 300): string {
  return cut(plain(value, most).replace(/\s+/gu, " ").trim(), most);
}

/** Like `lineAt`, with its line breaks. */
export function textAt(value: unknown, path: string, most = 4_000): string {
  return cut(plain(path === "" ? undefined : valueAt(value, path), most).trim(), most);
}

function plain(value: unknown, most: number): string {
  if (typeof value === "string") return normaliseText(value.slice(0, most * 4));
  return typeof value === "number" || typeof value === "boolean" || typeof value === "bigint" ? String(value) : "";
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}

/** An address that a browser may open, else null. */
export function linkOf(...candidates: string[]): string | null {
  return candidates.find((one) => one.length <= 2_048 && /^https?:\/\/\S+$/i.test(one) && URL.canParse(one)) ?? null;
}

/** RFC 3339, from that, or from seconds or milliseconds since 1970. Null outside of 1970 to 2100, as Go writes "never". */
export function instantOf(value: unknown): string | null {
  const number = typeof value === "number" ? value : typeof value === "string" && /^\d{9,13}(\.\d+)?$/.test(value) ? Number(value) : null;
  const at =
    number === null ? (typeof value === "string" && value.length < 64 ? Date.parse(value) : Number.NaN) : number < 1e11 ? number * 1_000 : number;
  if (Number.isNaN(at) || at <= 0 || at >= Date.UTC(2100, 0)) return null;
  return new Date(Math.floor(at)).toISOString();
}

const MOST_LABELS = 60;

/** Labels as text, from an object of plain values, or from `name:value` words. */
export function labelsOf(value: unknown): Record<string, string> {
  const pairs: [string, string][] =
    Array.isArray(value) || typeof value === "string"
      ? tagsOf(value)
      : Object.entries(fieldsOf(value)).map(([name, one]) => [name, line(one, 1_000)]);
  const kept = pairs
    .map(([name, one]): [string, string] => [line(name, 100), one])
    .filter(([name, one]) => name !== "" && name !== "__proto__" && one !== "");
  return Object.fromEntries(kept.slice(0, MOST_LABELS));
}

function tagsOf(value: string | unknown[]): [string, string][] {
  const words = typeof value === "string" ? value.split(",") : value.filter((one) => typeof one === "string");
  return words.map((word) => {
    const [name = "", ...rest] = word.trim().split(":");
    return [name, line(rest.length > 0 ? rest.join(":") : "true", 1_000)];
  });
}
