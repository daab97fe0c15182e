import type { HandoverBrief } from "#lib/contracts/role.ts";

export const BRIEF_LABELS: Record<keyof HandoverBrief, string> = {
  situation: "Current state",
  investigations: "Active investigations",
  tried: "What was tried",
  next: "What is next",
  blockers: "Blockers",
};
