import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { ask } from "#server/platform/sql.ts";

/** How long a request may be at work before a repeat of it begins anew. */
const LONGEST_SECONDS = 60;

type Kept = { hash: string; body?: unknown };

/**
 * Runs a request that named itself at most once: a repeat gets the first answer. The commands on incidents keep receipts of their own in
 * the transaction that changes them, so even a crash between the two loses and doubles nothing there.
 */
export async function onlyOnce(ctx: Ctx, what: string, input: unknown, work: () => Promise<unknown>): Promise<unknown> {
  if (!ctx.requestKey) return work();
  const key = `door:${ctx.actor.id}:${ctx.requestKey}`;
  const hash = createHash("sha256")
    .update(canonicalize([what, input]) ?? "")
    .digest("base64");
  const kept = await claim(key, hash);
  if (kept) return answerOf(kept, hash);
  try {
    const body = await work();
    await ask({ name: "door-done", text: "UPDATE receipt SET answer = $2 WHERE key = $1", values: [key, JSON.stringify({ hash, body })] });
    return body;
  } catch (error) {
    await ask({ name: "door-failed", text: "DELETE FROM receipt WHERE key = $1", values: [key] }).catch(() => undefined);
    throw error;
  }
}

/** Null when this request is the first, or the first one never ended. */
async function claim(key: string, hash: string): Promise<Kept | null> {
  const [mine] = await ask<{ key: string }>({
    name: "door-claim",
    text: `
      INSERT INTO receipt AS r (key, answer, created_at) VALUES ($1, $2, now())
      ON CONFLICT (key) DO UPDATE SET created_at = excluded.created_at
        WHERE r.answer->'body' IS NULL AND r.created_at < now() - make_interval(secs => $3) AND r.answer->>'hash' = excluded.answer->>'hash'
      RETURNING key`,
    values: [key, JSON.stringify({ hash }), LONGEST_SECONDS],
  });
  if (mine) return null;
  const [row] = await ask<{ answer: Kept }>({ name: "door-kept", text: "SELECT answer FROM receipt WHERE key = $1", values: [key] });
  return row?.answer ?? { hash };
}

function answerOf({ hash, body }: Kept, wanted: string): unknown {
  if (hash !== wanted) throw new InvalidError("This Idempotency-Key was used for another request already. Send this one with a new key.");
  if (body === undefined) throw new ConflictError("This very request is still at work. Ask again in a moment; it will not run twice.");
  return body;
}
