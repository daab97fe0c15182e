import type { z } from "zod";
import type { Actor } from "#lib/contracts/actor.ts";
import type { ImportPostmortem, PostmortemVersion, ReadPostmortem, ReadVersion } from "#lib/contracts/postmortem.ts";
import { fromMarkdown } from "#lib/postmortem/from-markdown.ts";
import type { DocNode } from "#lib/postmortem/node.ts";
import { toMarkdown } from "#lib/postmortem/to-markdown.ts";
import { type Unit, type UnitChange, unitsOf, wholeChangesOf } from "#lib/postmortem/units.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { findPostmortem } from "./access.ts";
import { renderingOf, wholeOf } from "./export.ts";
import { postmortemRules } from "./rules.ts";
import { appendContent, documentAt, loadDocument, type UpdateKind } from "./store.ts";
import { blocksIn, rewrite, updateBy } from "./ydoc.ts";

const MOST = 200;
type Row = { seq: number; at: Date; name: string; kind: string; updates: number };

/** How the document came to be: what somebody wrote in one go is one version, the newest first. */
export async function listVersions(ctx: Ctx, { reference }: z.output<typeof ReadPostmortem>): Promise<PostmortemVersion[]> {
  authorize(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, reference);
  const rows = await db().$queryRaw<Row[]>`
    WITH marked AS (
      SELECT seq, at, kind, actor, CASE WHEN kind <> 'edit' OR lag(kind) OVER w <> 'edit' OR lag(actor->>'id') OVER w IS DISTINCT FROM actor->>'id'
        OR at - lag(at) OVER w > interval '5 minutes' THEN 1 ELSE 0 END AS begins
      FROM postmortem_update WHERE postmortem_id = ${row.id}::uuid WINDOW w AS (ORDER BY seq)
    ), grouped AS (SELECT *, sum(begins) OVER (ORDER BY seq) AS part FROM marked)
    SELECT max(seq)::int AS seq, max(at) AS at, min(actor->>'name') AS name, min(kind) AS kind, count(*)::int AS updates
    FROM grouped GROUP BY part ORDER BY 1 DESC LIMIT ${MOST}`;
  return rows.map(({ seq, at, name, kind, updates }) => ({ seq, at: at.toISOString(), by: name, what: kind, updates }));
}

/** The document as it read after an update. */
export async function readVersion(
  ctx: Ctx,
  { reference, seq }: z.output<typeof ReadVersion>,
): Promise<{ seq: number; markdown: string; by: string }> {
  authorize(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, reference);
  const update = await db().postmortemUpdate.findUnique({ where: { postmortemId_seq: { postmortemId: row.id, seq } }, select: { actor: true } });
  if (!update) throw new NotFoundError(`The postmortem of ${reference} has no version ${seq}.`);
  const [{ blocks }, { ground }] = await Promise.all([documentAt(row.id, seq), wholeOf(ctx, reference)]);
  return { seq, markdown: toMarkdown(blocks, renderingOf(ground)), by: (update.actor as Actor).name };
}

/** Makes the document read as it did then. What was written since stays in the history. */
export async function restoreVersion(ctx: Ctx, { reference, seq }: z.output<typeof ReadVersion>): Promise<{ seq: number }> {
  authorize(ctx, "incident.write");
  const { row } = await findPostmortem(ctx, reference);
  if (seq < 1 || seq > row.lastSeq) throw new NotFoundError(`The postmortem of ${reference} has no version ${seq}.`);
  const { blocks } = await documentAt(row.id, seq);
  return rewriteTo(ctx, row.id, blocks, "restore");
}

/** Takes in Markdown as the document's text, in place of what is there. The text before stays in the history. */
export async function importPostmortem(ctx: Ctx, { reference, markdown }: z.output<typeof ImportPostmortem>): Promise<{ seq: number }> {
  authorize(ctx, "incident.write");
  const { row } = await findPostmortem(ctx, reference);
  const { rules } = await postmortemRules();
  const titles = new Map(rules.sections.map(({ title, key }) => [title.toLowerCase(), key]));
  return rewriteTo(ctx, row.id, withSections(fromMarkdown(markdown), titles), "import");
}

/** Headings that the template knows begin their sections; the title and the lines under it are the postmortem's own. */
function withSections(blocks: readonly DocNode[], titles: ReadonlyMap<string, string>): DocNode[] {
  const named = blocks.map((block) => {
    if (block.type !== "heading" || block.attrs?.level !== 2) return block;
    const title = (block.content ?? [])
      .map(({ text = "" }) => text)
      .join("")
      .trim()
      .toLowerCase();
    const section = titles.get(title);
    return section ? { ...block, attrs: { ...block.attrs, section } } : block;
  });
  const first = named.findIndex(({ type, attrs }) => type === "heading" && attrs?.level === 2);
  return named[0]?.type === "heading" && named[0].attrs?.level === 1 && first > 0 ? named.slice(first) : named;
}

async function rewriteTo(ctx: Ctx, postmortem: string, blocks: readonly DocNode[], kind: UpdateKind): Promise<{ seq: number }> {
  const { doc, seq } = await loadDocument(postmortem);
  const wanted = unitsOf(blocks);
  const changesTo = (current: Unit[]): UnitChange[] => wholeChangesOf(current, wanted);
  const content = updateBy(doc, (fragment) => rewrite(fragment, blocksIn(doc), changesTo));
  return content ? { seq: await appendContent(postmortem, content, { kind, actor: ctx.actor }) } : { seq };
}
