import type { Ctx } from "./ctx.ts";
import { ConflictError } from "./errors.ts";
import type { Sql } from "./sql.ts";

/** What a named request was answered. `about` is what it changed. */
export type Kept = { value: unknown; about: string };

/** Under which name the receipt of this request is kept; null when it has none. */
export function receiptKey(ctx: Ctx): string | null {
  return ctx.requestKey ? `request:${ctx.actor.id}:${ctx.requestKey}` : null;
}

/** The answers that these receipts keep. */
export async function keptAnswers(sql: Sql, keys: string[]): Promise<Map<string, Kept>> {
  if (keys.length === 0) return new Map();
  const rows = await sql.query<{ key: string; answer: Kept }>({
    name: "receipts",
    text: "SELECT key, answer FROM receipt WHERE key = ANY($1)",
    values: [keys],
  });
  return new Map(rows.map(({ key, answer }) => [key, answer]));
}

/** The answer of the first request with this name, which has to have been about the same thing. */
export function sameAnswer<T>(kept: Kept, about: string): T {
  if (kept.about === about) return kept.value as T;
  throw new ConflictError(`A request with this name changed ${kept.about} already. Send this one with a new name.`);
}

/**
 * Runs `work` again when the same request, sent twice at once, was stored in the meantime: the second time it finds the first one's
 * receipt.
 */
export async function onceStored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code === "23505" && constraint === "receipt_pkey") return work();
    throw error;
  }
}
