/** A JSON object of which nothing is known yet. Everything below takes whatever comes and never throws. */
export type Loose = Record<string, unknown>;

export const record = (value: unknown): Loose => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {});

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export function words(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

export function numberOr<T>(value: unknown, otherwise: T): number | T {
  const number = typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : otherwise;
}

/** What stands under these fields, one inside the other. */
export function under(value: unknown, ...path: string[]): unknown {
  let here = value;
  for (const field of path) here = record(here)[field];
  return here;
}

/** Fields whose values are words, as labels and selectors are. */
export function labelsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(record(value)).map(([name, of]) => [name, words(of)]));
}

/** Fields of the second where the first has nothing; objects field by field, lists of named things thing by thing. */
export function fillIn(known: unknown, more: unknown): unknown {
  if (known === undefined || known === null || known === "") return more;
  if (Array.isArray(known)) return Array.isArray(more) ? fillInList(known, more) : known;
  if (typeof known !== "object" || typeof more !== "object" || more === null || Array.isArray(more)) return known;
  const filled: Loose = { ...record(known) };
  for (const [field, value] of Object.entries(more)) filled[field] = fillIn(filled[field], value);
  return filled;
}

function fillInList(known: unknown[], more: unknown[]): unknown[] {
  if (known.length === 0) return more;
  const named = new Map(more.map((item) => [words(record(item).name), item]));
  if (named.has("")) return known;
  return known.map((item) => (named.has(words(record(item).name)) ? fillIn(item, named.get(words(record(item).name))) : item));
}
