import { DEFAULT_RULES, PostmortemRules, type PostmortemRulesBook } from "#lib/contracts/postmortem-template.ts";
import { type Database, db, type Transaction } from "#server/platform/db.ts";

export const RULES_KEY = "postmortems";

/** How postmortems are made here; what comes with Muster until somebody changes it. */
export async function postmortemRules(reader: Database | Transaction = db()): Promise<PostmortemRulesBook> {
  const row = await reader.setting.findUnique({ where: { key: RULES_KEY } });
  if (!row) return { rules: DEFAULT_RULES, version: 0, updatedAt: null, updatedBy: null };
  return { rules: PostmortemRules.parse(row.value), version: row.version, updatedAt: row.updatedAt.toISOString(), updatedBy: row.updatedBy };
}
