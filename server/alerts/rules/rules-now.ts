import type { AlertRuleView } from "#lib/contracts/alert-rule.ts";
import { ask } from "#server/platform/sql.ts";
import { rulesOf } from "./stored-rules.ts";

/** The rules in force, outside of a transaction. */
export function rulesNow(): Promise<AlertRuleView[]> {
  return rulesOf({ query: ask });
}
