import type { z } from "zod";
import type { AlertRuleView, RulesTrial, TryRules } from "#lib/contracts/alert-rule.ts";
import type { AlertLevel, AlertOutcome } from "#lib/contracts/alert-terms.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { firstMatch, type Told } from "../match/match-rule.ts";
import { checkRules } from "./check-rules.ts";
import { rulesNow } from "./rules-now.ts";

type Row = {
  id: string;
  title: string;
  level: AlertLevel;
  source: string;
  labels: Record<string, string>;
  slug: string | null;
  service: string;
  firstAt: Date;
  outcome: AlertOutcome;
};
type Judgement = RulesTrial["items"][number]["tried"];

/**
 * What these rules would do with the alerts that came last, each at the time when it came, beside what the rules in force would. Maintenance,
 * the budget and which incidents were open then are left out. Changes nothing.
 */
export async function tryRules(ctx: Ctx, { rules, most }: z.output<typeof TryRules>): Promise<RulesTrial> {
  authorize(ctx, "alert.read");
  checkRules(rules);
  const [alerts, inForce] = await Promise.all([lastAlerts(most), rulesNow()]);
  const tried = rules.map((rule) => ({ ...rule, id: rule.id ?? newId() }));
  const items = alerts.map((alert) => {
    const [before, after] = [judged(inForce, alert), judged(tried, alert)];
    const differs = before.action !== after.action || before.severity !== after.severity;
    return { id: alert.id, title: alert.title, at: alert.firstAt.toISOString(), outcome: alert.outcome, inForce: before, tried: after, differs };
  });
  const count = (action: Judgement["action"]): number => items.filter((item) => item.tried.action === action).length;
  const differ = items.filter(({ differs }) => differs).length;
  return { looked: items.length, declare: count("declare"), attach: count("attach"), record: count("record"), differ, items };
}

function judged(rules: readonly AlertRuleView[], { title, level, source, labels, slug, service, firstAt }: Row): Judgement {
  const told: Told = { title, level, source, labels, service: slug ?? service };
  const rule = firstMatch(rules, told, firstAt.toISOString());
  if (!rule) return { action: "record", rule: null, severity: null };
  const { action, name, severities } = rule.definition;
  return { action, rule: name, severity: action === "declare" ? severities[level] : null };
}

function lastAlerts(most: number): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT a.id, a.title, a.level, a.source, a.labels, a.service, s.slug, a.first_at AS "firstAt", a.outcome
    FROM alert a LEFT JOIN service s ON s.id = a.service_id ORDER BY a.first_at DESC, a.id DESC LIMIT ${most}`;
}
