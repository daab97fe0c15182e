import { LOGS_SIGNATURES } from "../signatures/logs/registry.ts";
import type { Signature } from "../signatures/signature.ts";

const FAMILIES: readonly Signature[] = Object.values(LOGS_SIGNATURES);
const LOOKED_AT = 2_000;

/** The family that a line of failure tells of: the first, from the specific to the general, whose words it holds. */
export function familyOf(message: string): Signature | null {
  const text = message.length > LOOKED_AT ? message.slice(0, LOOKED_AT) : message;
  return FAMILIES.find(({ says }) => says.some((words) => words.test(text))) ?? null;
}

/** Families whose line describes a state of the service itself, which does not follow from trouble elsewhere. */
const STATES = new Set([
  "memory_exhausted",
  "disk_full",
  "certificate_invalid",
  "clock_skew",
  "quota_exceeded",
  "database_constraint",
  "database_statement_invalid",
  "configuration_missing",
  "code_exception",
]);

export const isOwnState = (family: string | null): boolean => family !== null && STATES.has(family);
