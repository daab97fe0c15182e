import type { z } from "zod";
import { NO_ANNOTATION } from "#lib/contracts/fold.ts";
import type { MarkEntry } from "#lib/contracts/incident-commands.ts";
import type { Annotation, FactKind, FactOf } from "#lib/contracts/timeline.ts";
import { ANNOTATION_KINDS, TAGS } from "#lib/contracts/timeline-terms.ts";
import { changeIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { readEntry } from "#server/timeline/index.ts";

/** Pins, stars or tags an entry. Only what differs from how it is marked now is recorded. */
export async function markEntry(ctx: Ctx, input: z.output<typeof MarkEntry>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const standing = await readEntry(db(), incident.id, input.entry);
    if (!standing) throw new NotFoundError(`${input.reference} has no entry ${input.entry}. Reload and try again.`);
    if ((ANNOTATION_KINDS as readonly FactKind[]).includes(standing.fact.kind))
      throw new InvalidError("This is a remark about another entry. Mark that entry instead.");
    const change = differing(standing.annotation ?? NO_ANNOTATION, input);
    if (Object.keys(change).length === 0) return { seq: incident.lastSeq };
    const { seq } = await incident.record({ kind: "marked", entry: input.entry, ...change });
    return { seq };
  });
}

type Marks = Pick<FactOf<"marked">, "isPinned" | "isStarred" | "tags">;

function differing(before: Annotation, { isPinned, isStarred, tags }: Marks): Marks {
  const ordered = tags && TAGS.filter((tag) => tags.includes(tag));
  return {
    ...(isPinned !== undefined && isPinned !== before.isPinned ? { isPinned } : {}),
    ...(isStarred !== undefined && isStarred !== before.isStarred ? { isStarred } : {}),
    ...(ordered && ordered.join() !== before.tags.join() ? { tags: ordered } : {}),
  };
}
