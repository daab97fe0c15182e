import type { z } from "zod";
import type { CitedFigure } from "#lib/contracts/document.ts";
import type { ExportPostmortem, PostmortemGround, PostmortemHead } from "#lib/contracts/postmortem.ts";
import { ACTION_ITEM_STATE_LABELS, POSTMORTEM_STATE_LABELS } from "#lib/contracts/postmortem-terms.ts";
import { claimCounts, sentencesOf } from "#lib/postmortem/claims.ts";
import type { DocNode } from "#lib/postmortem/node.ts";
import { toHtml } from "#lib/postmortem/to-html.ts";
import { type Rendering, toMarkdown } from "#lib/postmortem/to-markdown.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, type Reader } from "#server/platform/db.ts";
import { findPostmortem } from "./access.ts";
import { groundOf } from "./ground.ts";
import { headOf } from "./read-postmortem.ts";
import { loadDocument } from "./store.ts";
import { plainDay } from "./writer/days.ts";
import { blocksIn } from "./ydoc.ts";

export type Exported = { reference: string; title: string; format: "md" | "html" | "json"; content: string };
export type Whole = { head: PostmortemHead; blocks: DocNode[]; ground: PostmortemGround };

/** The document as a file: Markdown that can be taken in again, a page by itself, or data. */
export async function exportPostmortem(ctx: Ctx, { reference, format }: z.output<typeof ExportPostmortem>): Promise<Exported> {
  authorize(ctx, "incident.read");
  const whole = await wholeOf(ctx, reference);
  return { reference, title: whole.head.title, format, content: contentOf(whole, format) };
}

/** The same Markdown as a reader of the database finds it, who may look at one moment of it. */
export async function postmortemMarkdown(ctx: Ctx, reference: string, reader: Reader): Promise<string> {
  authorize(ctx, "incident.read");
  return contentOf(await wholeOf(ctx, reference, reader), "md");
}

export async function wholeOf(ctx: Ctx, reference: string, reader: Reader = db()): Promise<Whole> {
  authorize(ctx, "incident.read");
  const found = await findPostmortem(ctx, reference, reader);
  const [head, { doc }] = await Promise.all([headOf(found, reader), loadDocument(found.row.id, reader)]);
  const blocks = blocksIn(doc);
  return { head, blocks, ground: await groundOf(ctx, reference, blocks, found.row.figures as Record<string, CitedFigure>, reader) };
}

export function contentOf(whole: Whole, format: Exported["format"]): string {
  switch (format) {
    case "md":
      return markdownOf(whole);
    case "html":
      return toHtml(titleOf(whole.head), headLines(whole), whole.blocks, whole.ground);
    case "json":
      return JSON.stringify(
        {
          ...whole.head,
          claims: claimCounts(whole.blocks),
          sentences: sentencesOf(whole.blocks),
          blocks: whole.blocks,
          ...whole.ground,
          markdown: markdownOf(whole),
        },
        null,
        2,
      );
    default:
      return format satisfies never;
  }
}

export function markdownOf(whole: Whole): string {
  const lines = headLines(whole).map(([label, value]) => `**${label}**: ${value}`);
  return [`# ${titleOf(whole.head)}`, lines.join("\\\n"), toMarkdown(whole.blocks, renderingOf(whole.ground))].join("\n\n").concat("\n");
}

function titleOf({ title }: PostmortemHead): string {
  return `Postmortem: ${title}`;
}

function headLines({ head, blocks }: Whole): [string, string][] {
  const claims = claimCounts(blocks);
  return [
    ["Date", plainDay(head.createdAt)],
    ["Authors", head.authors.join(", ") || head.createdBy.name],
    ["Status", POSTMORTEM_STATE_LABELS[head.state]],
    ["Sentences", `${claims.evidenced} evidenced, ${claims.computed} computed, ${claims.opinion} opinion, ${claims.unsupported} unsupported`],
  ];
}

export function renderingOf(ground: PostmortemGround): Rendering {
  return {
    figure: (name) => ground.figures[name]?.words ?? null,
    evidence: (id) => ground.evidence.find((one) => one.id === id) ?? null,
    actionItems: () => itemRows(ground).map((row) => row.map((cell) => cell.replaceAll(/([\\`*_[\]<>#|])/g, "\\$1"))),
  };
}

export function itemRows({ items }: Pick<PostmortemGround, "items">): string[][] {
  return items.map(({ priority, title, owner, team, dueOn, state, ticket }) => [
    priority,
    ticket ? `${title} (${ticket.key})` : title,
    owner?.name ?? (team ? `${team}` : "–"),
    dueOn ?? "–",
    ACTION_ITEM_STATE_LABELS[state],
  ]);
}
