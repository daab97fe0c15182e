import type { z } from "zod";
import type { ActionItem } from "#lib/contracts/action-item.ts";
import type { ReadPostmortem } from "#lib/contracts/postmortem.ts";
import type { TemplateSection } from "#lib/contracts/postmortem-template.ts";
import { toMarkdown } from "#lib/postmortem/to-markdown.ts";
import { actionItemsOf } from "#server/action-items/index.ts";
import { cite } from "#server/documents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { renderingOf } from "./export.ts";
import { type Gathered, gatherSource } from "./gather.ts";
import { postmortemRules } from "./rules.ts";
import { draftBlocks, draftOf } from "./writer/draft.ts";
import type { Past } from "./writer/source.ts";

/** What a postmortem would say now, with the action items that it would propose where there are none yet. Nothing is stored. */
export async function previewPostmortem(
  ctx: Ctx,
  { reference }: z.output<typeof ReadPostmortem>,
): Promise<{ reference: string; title: string; markdown: string }> {
  authorize(ctx, "incident.read");
  const [source, { rules }, items] = await Promise.all([gatherSource(ctx, reference), postmortemRules(), actionItemsOf(ctx, reference)]);
  return { reference, title: source.room.title, markdown: markdownOfDraft(source, rules.sections, items) };
}

/** A draft as Markdown; where there are no action items yet, with those that it would propose. Pure. */
export function markdownOfDraft(source: Gathered, sections: readonly TemplateSection[], items: ActionItem[]): string {
  const draft = draftOf(source, sections);
  const figures = cite(
    source.figures.map(({ name }) => name),
    source.figures,
    source.settings.currency,
  );
  const evidence = (source.analysis?.evidence ?? []).map(({ points, ...one }) => ({ ...one, points: points ?? null }));
  const rendering = renderingOf({ figures, entries: {}, evidence, items, differences: [] });
  const proposed = draft.items.map(({ priority, title, owner, team }) => [priority, title, owner?.name ?? (team || "–"), "–", "Proposed"]);
  return toMarkdown(draftBlocks(draft), items.length > 0 ? rendering : { ...rendering, actionItems: () => proposed });
}

/** Incidents like this one, with what was to be done after them. */
export async function similarItems(ctx: Ctx, { reference }: z.output<typeof ReadPostmortem>): Promise<Past[]> {
  authorize(ctx, "incident.read");
  return (await gatherSource(ctx, reference)).past;
}
