import type { RunbookProblem } from "#lib/contracts/runbook.ts";

export type Raw = Record<string, unknown>;
type Path = readonly (string | number)[];

/** Where a text is read: what was found wrong with it, and on which line each part stands. */
export type Reading = {
  problems: RunbookProblem[];
  parameters: ReadonlySet<string>;
  lineOf(path: Path): number;
};

export function fault(reading: Reading, path: Path, message: string, rule = "shape"): void {
  reading.problems.push({ level: "error", rule, line: reading.lineOf(path), message });
}

export const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** Names fields that nobody knows: a misspelt one that is passed over would be the worst kind of bug in a runbook. */
export function refuseUnknown(reading: Reading, path: Path, raw: Raw, known: readonly string[], what: string): void {
  for (const name of Object.keys(raw))
    if (!known.includes(name)) fault(reading, [...path, name], `${what} has no field “${name}”. There are: ${known.join(", ")}.`, "unknown-field");
}

export function textIn(reading: Reading, path: Path, raw: Raw, name: string, fallback = ""): string {
  const value = raw[name];
  if (value === undefined || value === null) return fallback;
  if (typeof value === "string") return value.trim();
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  fault(reading, [...path, name], `“${name}” has to be text.`);
  return fallback;
}

export function textsIn(reading: Reading, path: Path, raw: Raw, name: string): string[] {
  const value = raw[name];
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? value : String(value).split(",");
  if (list.every((one) => typeof one !== "object")) return list.map((one) => String(one).trim()).filter((one) => one !== "");
  fault(reading, [...path, name], `“${name}” has to be a list of words.`);
  return [];
}
