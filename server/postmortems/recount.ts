import type { z } from "zod";
import type { ClaimCounts } from "#lib/contracts/postmortem.ts";
import { claimCounts } from "#lib/postmortem/claims.ts";
import { plainText } from "#lib/postmortem/node.ts";
import { db } from "#server/platform/db.ts";
import { loadDocument } from "./store.ts";
import { blocksIn } from "./ydoc.ts";

/** Counts a document's sentences anew, and keeps the count and the words for lists, unless a later one is kept already. */
export async function recount(postmortem: string): Promise<z.infer<typeof ClaimCounts>> {
  const { doc, seq } = await loadDocument(postmortem);
  const blocks = blocksIn(doc);
  const claims = claimCounts(blocks);
  await db().postmortem.updateMany({
    where: { id: postmortem, countedSeq: { lt: seq } },
    data: { claims, words: blocks.map(plainText).join("\n"), countedSeq: seq },
  });
  return claims;
}
