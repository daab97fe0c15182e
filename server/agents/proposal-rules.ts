import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Tool } from "./tools/tool.ts";

/** What a person accepts, exactly: SHA-256 over tool, input and incident as canonical JSON (RFC 8785), hex. Pure. */
export function proposalHash(tool: string, input: unknown, incidentId: string | null): string {
  const canonical = canonicalize({ tool, input, incident: incidentId });
  if (canonical === undefined) throw new Error(`The input of ${tool} cannot be written as canonical JSON.`);
  return createHash("sha256").update(canonical).digest("hex");
}

const LONGEST = 1_200;

/** What accepting would do: the tool's own words, or its title with the fields of `given`, as the agent gave them. Pure. */
export function effectOf(tool: Tool, parsed: unknown, given: unknown): string {
  return tool.effect?.(parsed) ?? fieldsOf(tool.title, given);
}

/** An effect at a length that can be read; cut once names stand in place of ids, which are longer. Pure. */
export function readableEffect(words: string): string {
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1).toWellFormed()}…` : words;
}

function fieldsOf(title: string, given: unknown): string {
  if (typeof given !== "object" || given === null) return `${title}: ${String(given)}`;
  const { reference, ...rest } = given as Record<string, unknown>;
  const head = typeof reference === "string" && reference ? `${title} on ${reference}` : title;
  const fields = Object.entries(rest).flatMap(([key, value]) => (isNothing(value) ? [] : [`${wordsOf(key)} ${valueWords(value)}`]));
  return fields.length > 0 ? `${head}: ${fields.join(", ")}` : head;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (typeof value === "object" && Object.values(value).every(isNothing));
}

function valueWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return /^[\w@.-]+$/.test(value) ? value : `“${value}”`;
  if (Array.isArray(value)) return value.map(valueWords).join(" and ");
  if (typeof value !== "object" || value === null) return String(value);
  return `(${Object.entries(value)
    .flatMap(([key, one]) => (isNothing(one) ? [] : [`${wordsOf(key)} ${valueWords(one)}`]))
    .join(", ")})`;
}

/** `usersPercent` as `users percent`. */
function wordsOf(key: string): string {
  return key.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
