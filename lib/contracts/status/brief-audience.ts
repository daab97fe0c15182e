import type { Severity } from "../incident.ts";
import type { Audience, NoticeMatrix } from "../notice.ts";
import { type BriefAudience, type BriefLine, MONEY_LABEL, PUBLIC_LABELS } from "./brief.ts";

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

/**
 * Why a brief may not go out as an update, which reaches everybody whom the matrix tells of updates at a severity; null where each of them may read
 * all of it. Who reads an address for mail or a channel, nobody here knows. Pure.
 */
export function whyNotForAll(matrix: NoticeMatrix, severity: Severity, lines: readonly BriefLine[]): string | null {
  const told = matrix[severity].flatMap(({ audiences, events }) => (events.includes("update") ? audiences : []));
  const has = (is: (label: string) => boolean) => lines.some(({ label }) => is(label));
  if (has((label) => label === MONEY_LABEL) && !told.every(MEANS.executives)) {
    return `It names the revenue at risk, and at ${severity} updates go to more than executives.`;
  }
  if (has((label) => !PUBLIC_LABELS.has(label)) && told.some(({ kind }) => kind === "mail" || kind === "channel")) {
    return `It says what is known only inside, and at ${severity} updates also go to a mail address or a channel that others may read.`;
  }
  return null;
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
