import { createHash } from "node:crypto";
import type { AlertRuleView, RulesView } from "#lib/contracts/alert-rule.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { rulesNow } from "./rules-now.ts";

/** The rules in force, in their order. */
export async function readRules(ctx: Ctx): Promise<RulesView> {
  authorize(ctx, "alert.read");
  const rules = await rulesNow();
  return { version: versionOf(rules), rules };
}

/** Stands for what the rules say: the same for the same rules. */
export function versionOf(rules: readonly AlertRuleView[]): string {
  return createHash("sha256").update(JSON.stringify(rules)).digest("base64url").slice(0, 22);
}
