import type { TemplateSection } from "#lib/contracts/postmortem-template.ts";
import { fromMarkdown } from "#lib/postmortem/from-markdown.ts";
import type { DocNode } from "#lib/postmortem/node.ts";
import { asGenerated } from "#lib/postmortem/units.ts";
import { actionItemsOf, type ProposedItem } from "./action-items.ts";
import { causeOf } from "./cause.ts";
import { appendix, lessons } from "./closing.ts";
import { impact } from "./impact.ts";
import { rootCause } from "./root-cause.ts";
import type { WriterSource } from "./source.ts";
import { summaryTable, whatHappened } from "./summary.ts";
import { timelineTable } from "./timeline.ts";
import { wentPoorly, wentWell } from "./went.ts";

/** One section as the machine writes it: its heading's key and title, and its blocks. */
export type DraftSection = { key: string; title: string; markdown: string };
export type Draft = { sections: DraftSection[]; items: ProposedItem[] };

const ACTION_ITEMS = "| Priority | Action | Owner | Due date | State |\n| --- | --- | --- | --- | --- |";

/** The whole document from facts, by the sections of a template. The same source gives the same words. Pure. */
export function draftOf(source: WriterSource, template: readonly TemplateSection[]): Draft {
  return {
    sections: template.map((section) => ({ key: section.key, title: section.title, markdown: sectionMarkdown(source, section) })),
    items: actionItemsOf(source, causeOf(source)),
  };
}

function sectionMarkdown(source: WriterSource, { key, text }: TemplateSection): string {
  const written = writtenSection(source, key);
  return [text, written].filter(Boolean).join("\n\n");
}

/** What the machine has to say in a section; empty for one that it does not know. */
function writtenSection(source: WriterSource, key: string): string {
  const cause = causeOf(source);
  switch (key) {
    case "summary":
      return summaryTable(source);
    case "what-happened":
      return whatHappened(source, cause);
    case "timeline":
      return timelineTable(source);
    case "root-cause":
      return rootCause(source, cause);
    case "impact":
      return impact(source);
    case "went-well":
      return wentWell(source);
    case "went-poorly":
      return wentPoorly(source, cause);
    case "action-items":
      return ACTION_ITEMS;
    case "lessons":
      return lessons(source, cause);
    case "appendix":
      return appendix(source);
    default:
      return "";
  }
}

/** A section as blocks of a document, each with the fingerprint of how it was written. */
export function sectionBlocks({ key, title, markdown }: DraftSection): DocNode[] {
  const heading: DocNode = { type: "heading", attrs: { level: 2, section: key }, content: [{ type: "text", text: title }] };
  return [heading, ...asGenerated(fromMarkdown(markdown))];
}

export function draftBlocks({ sections }: Pick<Draft, "sections">): DocNode[] {
  return sections.flatMap(sectionBlocks);
}
