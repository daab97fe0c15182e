import type { z } from "zod";
import type { PostmortemRules, PostmortemRulesBook, SavePostmortemRules } from "#lib/contracts/postmortem-template.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { postmortemRules, RULES_KEY } from "./rules.ts";

/** How postmortems are made here, with the version to send back when changing it. */
export async function readPostmortemRules(ctx: Ctx): Promise<PostmortemRulesBook> {
  authorize(ctx, "settings.read");
  return postmortemRules();
}

/** Changes how postmortems are made, unless somebody else did since `version`. Documents that are written already stay as they are. */
export async function savePostmortemRules(ctx: Ctx, { version, rules }: z.output<typeof SavePostmortemRules>): Promise<PostmortemRulesBook> {
  authorize(ctx, "settings.manage");
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster postmortem rules'))`;
    const before = await postmortemRules(tx);
    const changed = changedParts(before.rules, rules);
    if (changed.length === 0) return before;
    if (before.version !== version) throw conflictOf(before, rules, changed);
    await tx.$executeRaw`
      INSERT INTO setting (key, value, version, updated_at, updated_by)
      VALUES (${RULES_KEY}, ${JSON.stringify(rules)}::jsonb, 1, muster_now(), ${ctx.actor.name})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = setting.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
    const detail = Object.fromEntries(changed.map((part) => [part, { from: before.rules[part], to: rules[part] }]));
    await audit(tx, ctx, { action: "settings.postmortems", subject: RULES_KEY, detail });
    return postmortemRules(tx);
  });
}

type Part = keyof PostmortemRules;
const PART_WORDS: Record<Part, string> = { sections: "the sections", approvals: "the approvals", dueDays: "the days until a review is due" };

/** Keys stand in another order in what the database gives back. */
function changedParts(before: PostmortemRules, after: PostmortemRules): Part[] {
  const isSame: Record<Part, boolean> = {
    sections:
      before.sections.length === after.sections.length &&
      before.sections.every(({ key, title, text }, index) => {
        const other = after.sections[index];
        return key === other?.key && title === other.title && text === other.text;
      }),
    approvals: sameNumbers(before.approvals, after.approvals),
    dueDays: sameNumbers(before.dueDays, after.dueDays),
  };
  return (["sections", "approvals", "dueDays"] as const).filter((part) => !isSame[part]);
}

function sameNumbers(before: Record<string, number>, after: Record<string, number>): boolean {
  return Object.entries(before).every(([severity, count]) => after[severity] === count);
}

function conflictOf(before: PostmortemRulesBook, yours: PostmortemRules, changed: readonly Part[]): ConflictError {
  const pick = (rules: PostmortemRules) => Object.fromEntries(changed.map((part) => [part, rules[part]]));
  return new ConflictError("Somebody changed how postmortems are made while you were editing. Choose which stays; both are kept here.", {
    field: changed.map((part) => PART_WORDS[part]).join(", "),
    yours: pick(yours),
    theirs: pick(before.rules),
    by: before.updatedBy,
    at: before.updatedAt,
  });
}
