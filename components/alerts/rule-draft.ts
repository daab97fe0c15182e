import { type AlertRuleView, RuleDefinition } from "#lib/contracts/alert-rule.ts";

/** A rule while it is edited. `key` stands for it on the screen. */
export type RuleDraft = { key: string; id: string | null; isEnabled: boolean; definition: RuleDefinition };

let made = 0;

export function draftsOf(rules: readonly AlertRuleView[]): RuleDraft[] {
  return rules.map(({ id, isEnabled, definition }) => ({ key: id, id, isEnabled, definition }));
}

export function newDraft(): RuleDraft {
  made += 1;
  const definition = RuleDefinition.parse({ name: "New rule", matchers: [{ label: "level", operator: "is", value: "critical" }], action: "declare" });
  return { key: `new-${made}`, id: null, isEnabled: true, definition };
}
