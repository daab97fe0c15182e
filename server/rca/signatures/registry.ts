import type { Signature } from "./signature.ts";

/** Every family of failure that the analyst knows, in no order that matters. */
export const SIGNATURES = {} as const satisfies Record<string, Signature>;

export type SignatureName = string;

export function signatureNamed(name: string | null): Signature | null {
  return name === null ? null : ((SIGNATURES as Record<string, Signature>)[name] ?? null);
}
