import type { Matcher, RuleDefinition } from "#lib/contracts/alert-rule.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { BadPattern, pattern, wildcard } from "../match/pattern.ts";

/** Refuses rules that could not be tried, and says which condition of which one. */
export function checkRules(rules: readonly { definition: RuleDefinition }[]): void {
  const issues = rules.flatMap(({ definition }, at) => [
    ...issuesOf(definition.matchers, `rules.${at}.definition`),
    ...(definition.attachBy.includes("label") && definition.attachLabel === ""
      ? [{ path: `rules.${at}.definition.attachLabel`, message: "Say which label, or do not join by one." }]
      : []),
  ]);
  if (issues.length > 0) throw new InvalidError(issues[0]?.message ?? "", "invalid_input", issues);
}

export function checkMatchers(matchers: readonly Matcher[]): void {
  const issues = issuesOf(matchers, "");
  if (issues.length > 0) throw new InvalidError(issues[0]?.message ?? "", "invalid_input", issues);
}

function issuesOf(matchers: readonly Matcher[], path: string): { path: string; message: string }[] {
  return matchers.flatMap(({ operator, value }, at) => {
    const reason = operator === "matches" ? whyNot(() => pattern(value)) : operator === "like" ? whyNot(() => wildcard(value)) : null;
    return reason ? [{ path: `${path ? `${path}.` : ""}matchers.${at}.value`, message: reason }] : [];
  });
}

function whyNot(compile: () => unknown): string | null {
  try {
    compile();
    return null;
  } catch (error) {
    if (error instanceof BadPattern) return error.message;
    throw error;
  }
}
