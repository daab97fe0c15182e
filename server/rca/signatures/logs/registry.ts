import type { Signature } from "../signature.ts";

/** Families that logs show best. One file a family in this folder, one line here. */
export const LOGS_SIGNATURES = {} as const satisfies Record<string, Signature>;
