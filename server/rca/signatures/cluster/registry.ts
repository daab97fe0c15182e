import type { Signature } from "../signature.ts";

/** Families that cluster show best. One file a family in this folder, one line here. */
export const CLUSTER_SIGNATURES = {} as const satisfies Record<string, Signature>;
