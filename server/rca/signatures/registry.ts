import { FAMILIES } from "./families.ts";
import type { Signature } from "./signature.ts";

const ALL: readonly Signature[] = Object.values(FAMILIES).flat();

/** Every mechanism by its name; a test sees to it that no name is given twice. */
export const SIGNATURES: Readonly<Record<string, Signature>> = Object.fromEntries(ALL.map((signature) => [signature.name, signature]));

export type SignatureName = string;

export function signatureNamed(name: string | null): Signature | null {
  return name === null ? null : (SIGNATURES[name] ?? null);
}

/** Mechanisms that log lines tell of, the more specific ones first. */
export const READ_IN_LOGS: readonly Signature[] = ALL.filter(({ says }) => says.length > 0);
