import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Tool } from "./tools/tool.ts";

/** What a person accepts, exactly: SHA-256 over tool, input and incident as canonical JSON (RFC 8785), hex. Pure. */
export function proposalHash(tool: string, input: unknown, incidentId: string | null): string {
  const canonical = canonicalize({ tool, input, incident: incidentId });
  if (canonical === undefined) throw new Error(`The input of ${tool} cannot be written as canonical JSON.`);
  return createHash("sha256").update(canonical).digest("hex");
}

const LONGEST = 600;

/** What accepting would do, in one sentence: the tool's own words, or its title with the fields. Pure. */
export function effectOf(tool: Tool, parsed: unknown): string {
  const words = tool.effect?.(parsed) ?? `${tool.title}: ${fieldsOf(parsed)}`;
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1).toWellFormed()}…` : words;
}

function fieldsOf(input: unknown): string {
  if (typeof input !== "object" || input === null) return String(input);
  return Object.entries(input)
    .filter(([, value]) => !isNothing(value))
    .map(([key, value]) => `${key} ${typeof value === "string" ? `“${value}”` : JSON.stringify(value)}`)
    .join(", ");
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
