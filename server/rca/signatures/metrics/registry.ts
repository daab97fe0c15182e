import type { Signature } from "../signature.ts";

/** Families that metrics show best. One file a family in this folder, one line here. */
export const METRICS_SIGNATURES = {} as const satisfies Record<string, Signature>;
