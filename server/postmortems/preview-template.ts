import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { PreviewTemplate, TemplatePreview } from "#lib/contracts/postmortem-template.ts";
import { SOURCE, toMarkdown } from "#lib/postmortem/to-markdown.ts";
import { visibleTo } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { gatherSource } from "./gather.ts";
import { markdownOfDraft } from "./preview.ts";
import { sectionBlocks } from "./writer/draft.ts";

/** What a template would write of an incident that has ended, before anybody saves it. Nothing is stored. */
export async function previewTemplate(ctx: Ctx, { sections, reference }: z.output<typeof PreviewTemplate>): Promise<TemplatePreview> {
  authorize(ctx, "incident.read");
  const example = reference ?? (await newestEnded(ctx));
  if (!example) {
    const blocks = sections.flatMap(({ key, title, text }) => sectionBlocks({ key, title, markdown: text }));
    return { reference: null, title: "", markdown: toMarkdown(blocks, SOURCE) };
  }
  const source = await gatherSource(ctx, example);
  return { reference: example, title: source.room.title, markdown: markdownOfDraft(source, sections, []) };
}

async function newestEnded(ctx: Ctx): Promise<string | null> {
  const rows = await db().$queryRaw<{ reference: string }[]>`
    SELECT i.reference FROM incident i WHERE ${Prisma.join([visibleTo(ctx), Prisma.sql`i.phase IN ('resolved', 'review', 'closed')`], " AND ")}
    ORDER BY i.declared_at DESC LIMIT 1`;
  return rows[0]?.reference ?? null;
}
