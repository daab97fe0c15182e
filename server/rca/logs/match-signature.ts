import { READ_IN_LOGS } from "../signatures/registry.ts";
import type { Signature } from "../signatures/signature.ts";

const LOOKED_AT = 2_000;

/** The family that a line of failure tells of: the first, from the specific to the general, whose words it holds. */
export function familyOf(message: string): Signature | null {
  const text = message.length > LOOKED_AT ? message.slice(0, LOOKED_AT) : message;
  return READ_IN_LOGS.find(({ says }) => says.some((words) => words.test(text))) ?? null;
}

/** Families whose line describes a state of the service itself, which does not follow from trouble elsewhere. */
const STATES = new Set([
  "out-of-memory",
  "disk-full",
  "certificate-invalid",
  "clock-skew",
  "quota-exceeded",
  "database-constraint",
  "database-statement",
  "configuration-missing",
  "code-exception",
]);

export const isOwnState = (family: string | null): boolean => family !== null && STATES.has(family);
