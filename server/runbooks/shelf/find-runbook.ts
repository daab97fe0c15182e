import { Runbook } from "#lib/contracts/runbook.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { shippedRunbooks } from "../library/shipped.ts";
import type { RunbookFormat } from "../parse/parse-runbook.ts";

export type Found = {
  runbook: Runbook;
  text: string;
  format: RunbookFormat;
  version: number;
  isShipped: boolean;
  isDraft: boolean;
  isArchived: boolean;
  origin: string | null;
  updatedAt: string | null;
};

/** A runbook as it stands: the one that was saved here, else the one that comes with Muster. */
export async function findRunbook(slug: string): Promise<Found> {
  const found = (await allRunbooks([slug])).get(slug);
  if (found) return found;
  throw new NotFoundError(`There is no runbook ${slug}. Look in the library, or write it.`);
}

/** Every runbook by its name, archived ones too; or only those named. */
export async function allRunbooks(slugs?: readonly string[]): Promise<Map<string, Found>> {
  const rows = await db().runbookDoc.findMany({
    where: slugs ? { slug: { in: [...slugs] } } : {},
    include: { versions: { orderBy: { version: "desc" }, take: 1 } },
  });
  const all = new Map<string, Found>();
  for (const [slug, { runbook, text, format }] of shippedRunbooks())
    if (!slugs || slugs.includes(slug))
      all.set(slug, { runbook, text, format, version: 1, isShipped: true, isDraft: false, isArchived: false, origin: null, updatedAt: null });
  for (const { slug, version, isDraft, origin, archivedAt, updatedAt, versions } of rows) {
    const [newest] = versions;
    if (!newest) continue;
    all.set(slug, {
      runbook: Runbook.parse(newest.parsed),
      text: newest.text,
      format: newest.format as RunbookFormat,
      version,
      isShipped: false,
      isDraft,
      isArchived: archivedAt !== null,
      origin,
      updatedAt: updatedAt.toISOString(),
    });
  }
  return all;
}
