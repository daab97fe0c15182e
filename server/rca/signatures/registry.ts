import { CHANGES_SIGNATURES } from "./changes/registry.ts";
import { CLUSTER_SIGNATURES } from "./cluster/registry.ts";
import { LOGS_SIGNATURES } from "./logs/registry.ts";
import { METRICS_SIGNATURES } from "./metrics/registry.ts";
import type { Signature } from "./signature.ts";

/** Every family of failure that the analyst knows, by the kind of evidence that shows it best. A detector may name any of them. */
export const SIGNATURES = { ...CLUSTER_SIGNATURES, ...LOGS_SIGNATURES, ...METRICS_SIGNATURES, ...CHANGES_SIGNATURES };

export type SignatureName = string;

export function signatureNamed(name: string | null): Signature | null {
  return name === null ? null : ((SIGNATURES as Record<string, Signature>)[name] ?? null);
}
