import type { Severity } from "../incident.ts";
import type { Audience, NoticeMatrix } from "../notice.ts";
import type { BriefAudience } from "./brief.ts";

/** By whom of the matrix each audience of a brief is meant. */
const MEANS: Record<BriefAudience, (audience: Audience) => boolean> = {
  support: (one) => one.kind === "position" && one.position === "customer-success",
  executives: (one) => one.kind === "position" && ["cto", "ceo", "vp-engineering"].includes(one.position),
  leadership: (one) => one.kind === "team-leads" || (one.kind === "position" && ["engineering-manager", "vp-engineering"].includes(one.position)),
  product: (one) => one.kind === "position" && one.position === "product",
  team: (one) => one.kind === "owners" || one.kind === "everyone",
};

/** Whether the matrix tells this audience of each update at a severity. Pure. */
export function isToldOfUpdates(matrix: NoticeMatrix, severity: Severity, audience: BriefAudience): boolean {
  return matrix[severity].some(({ audiences, events }) => events.includes("update") && audiences.some(MEANS[audience]));
}

/** What update of the work a sentence tells of, where its words say so; null where they do not. Pure. */
export function statusOfWords(text: string): "identified" | "monitoring" | "resolved" | null {
  if (/\b(?:resolved|is over|all clear|fully (?:restored|recovered)|back to normal)\b/i.test(text)) return "resolved";
  if (/\b(?:monitoring|watching|rolled back|fix (?:is|was|has been) (?:deployed|applied|rolled out)|recovering|recovered)\b/i.test(text))
    return "monitoring";
  if (
    /\b(?:identified|found|know) (?:the|its|a) (?:root )?(?:cause|problem|issue|fault)\b|\bcause (?:is|was) (?:known|found|identified)\b/i.test(text)
  )
    return "identified";
  return null;
}
