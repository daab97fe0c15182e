import type { FactKind } from "./timeline.ts";

export const TAGS = ["detection", "assessment", "investigation", "mitigation", "communication", "recovery"] as const;

/** Facts about another entry: they change how that entry reads and are not rows of their own. */
export const ANNOTATION_KINDS = ["amended", "retracted", "marked"] as const satisfies FactKind[];
