import { ContactPlan, type ContactRule, type Urgency, usualRules } from "#lib/contracts/contact.ts";
import type { ContactView, MethodView } from "#lib/contracts/contact-methods.ts";

/** A plan that is being changed, and the version it began from. */
export type Draft = { version: number; plan: ContactPlan };

/** The means that pages can go to now. */
export function usable(view: Pick<ContactView, "methods">): MethodView[] {
  return view.methods.filter(({ isVerified, isUsable }) => isVerified && isUsable);
}

/** What is in force: one's own plan, or the usual one spelled out. Pure. */
export function planInForce(view: Pick<ContactView, "plan" | "methods">): ContactPlan {
  return view.plan ?? { high: usualRules("high", usable(view)), low: usualRules("low", usable(view)), quiet: null };
}

/** A kept draft; null when it is none, or does not read. Pure. */
export function readDraft(text: string): Draft | null {
  if (text === "") return null;
  try {
    const { version, plan } = JSON.parse(text) as Draft;
    return { version, plan: ContactPlan.parse(plan) };
  } catch {
    return null;
  }
}

/** Two neighbours change places; the minutes stay where they are, since they make the order. Pure. */
export function moveStep(rules: readonly ContactRule[], index: number, by: -1 | 1): ContactRule[] {
  const [one, other] = [rules[index], rules[index + by]];
  if (!one || !other) return [...rules];
  return rules.map((rule, at) => {
    if (at === index) return { ...rule, method: other.method };
    return at === index + by ? { ...rule, method: one.method } : rule;
  });
}

/** Adds the first means that is in no step yet, else the first, two minutes after the last. Pure. */
export function addStep(rules: readonly ContactRule[], methods: readonly Pick<MethodView, "id">[]): ContactRule[] {
  const free = methods.find(({ id }) => rules.every(({ method }) => method !== id)) ?? methods[0];
  if (!free) return [...rules];
  const last = rules.at(-1)?.afterMinutes;
  return [...rules, { method: free.id, afterMinutes: last === undefined ? 0 : Math.min(1_440, last + 2) }];
}

/** By its minutes, as it will happen. Pure. */
export function inOrder(rules: readonly ContactRule[]): ContactRule[] {
  return rules.toSorted((one, other) => one.afterMinutes - other.afterMinutes);
}

export function withRules(plan: ContactPlan, urgency: Urgency, rules: ContactRule[]): ContactPlan {
  return { ...plan, [urgency]: rules };
}

/** What is stored: in order, without steps whose means is gone. Pure. */
export function toStore(plan: ContactPlan, methods: readonly Pick<MethodView, "id">[]): ContactPlan {
  const known = new Set<string>(["account", ...methods.map(({ id }) => id)]);
  const kept = (rules: ContactRule[]) => inOrder(rules.filter(({ method }) => known.has(method)));
  return { ...plan, high: kept(plan.high), low: kept(plan.low) };
}
