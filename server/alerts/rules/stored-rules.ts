import { type AlertRuleView, FIRST_RULES, RuleDefinition } from "#lib/contracts/alert-rule.ts";
import { namedId } from "#server/platform/id.ts";
import type { Sql } from "#server/platform/sql.ts";

type Row = { id: string; isEnabled: boolean; definition: unknown };

/** Rules of an installation where nobody has saved any. */
export const STARTING_RULES: readonly AlertRuleView[] = FIRST_RULES.map((rule) => ({
  id: namedId(`alert rule ${rule.name}`),
  isEnabled: true,
  definition: RuleDefinition.parse(rule),
}));

/** The rules in force, in their order. */
export async function rulesOf(sql: Pick<Sql, "query">): Promise<AlertRuleView[]> {
  const rows = await sql.query<Row>({
    name: "alert-rules",
    text: `SELECT id, is_enabled AS "isEnabled", definition FROM alert_rule ORDER BY position, id`,
  });
  return rulesFrom(rows);
}

/** None saved: the first ones hold. Saving none keeps a marker that is disabled and matches nothing. */
export function rulesFrom(rows: readonly Row[]): AlertRuleView[] {
  if (rows.length === 0) return [...STARTING_RULES];
  return rows.map(({ definition, ...row }) => ({ ...row, definition: RuleDefinition.parse(definition) }));
}
