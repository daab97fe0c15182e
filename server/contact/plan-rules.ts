import { type ContactPlan, URGENCIES } from "#lib/contracts/contact.ts";
import type { PlanStep } from "#lib/contracts/contact-methods.ts";

/** The steps of a plan that use a means, numbered from 1. Pure. */
export function stepsWith(plan: ContactPlan | null, id: string): PlanStep[] {
  if (!plan) return [];
  return URGENCIES.flatMap((urgency) => {
    const rules = plan[urgency].filter(({ method }) => method !== "inbox");
    const isOnly = rules.length > 0 && rules.every(({ method }) => method === id);
    return rules.flatMap(({ method }, index) => (method === id ? [{ urgency, step: index + 1, isOnly }] : []));
  });
}

/** The means that a plan names and this person does not have. Pure. */
export function unknownMeans(plan: ContactPlan, known: ReadonlySet<string>): string[] {
  const named = URGENCIES.flatMap((urgency) => plan[urgency].map(({ method }) => method));
  return [...new Set(named)].filter((method) => method !== "inbox" && method !== "account" && !known.has(method));
}
