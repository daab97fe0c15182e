import type { Signature } from "../signature.ts";

/** Families that changes show best. One file a family in this folder, one line here. */
export const CHANGES_SIGNATURES = {} as const satisfies Record<string, Signature>;
