import type { CitedFigure } from "#lib/contracts/document.ts";
import type { EvidenceNote, PostmortemGround } from "#lib/contracts/postmortem.ts";
import { sentenceOf } from "#lib/describe-event.ts";
import { type DocNode, plainText } from "#lib/postmortem/node.ts";
import { actionItemsOf } from "#server/action-items/index.ts";
import { cite } from "#server/documents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, type Reader } from "#server/platform/db.ts";
import type { EvidenceItem } from "#server/rca/index.ts";
import { gatherSource } from "./gather.ts";
import type { WriterSource } from "./writer/source.ts";

const MOST_ENTRIES = 500;
const LONGEST_EXCERPT = 4_000;

/** What a document's numbers and cites mean now, and which of its numbers read otherwise than when it was written. */
export async function groundOf(
  ctx: Ctx,
  reference: string,
  blocks: readonly DocNode[],
  written: Record<string, CitedFigure>,
  reader: Reader = db(),
): Promise<PostmortemGround> {
  authorize(ctx, "incident.read");
  const [source, items] = await Promise.all([gatherSource(ctx, reference, reader), actionItemsOf(ctx, reference, reader)]);
  const known = cite(
    source.figures.map(({ name }) => name),
    source.figures,
    source.settings.currency,
  );
  const figures = { ...written, ...known };
  const text = blocks.map(plainText).join("\n");
  const named = new Set([...text.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, name]) => name ?? ""));
  const differences = [...named].flatMap((name) => {
    const [was, is] = [written[name], known[name]];
    if (was && !is) return [{ title: was.title, from: was.words, to: "not known any more" }];
    return was && is && was.words !== is.words ? [{ title: is.title, from: was.words, to: is.words }] : [];
  });
  return { figures, entries: entriesOf(source, text), evidence: (source.analysis?.evidence ?? []).map(noteOf), items, differences };
}

function entriesOf({ entries }: WriterSource, text: string): PostmortemGround["entries"] {
  const cited = new Set([...text.matchAll(/\[#(\d+)\]/g)].map(([, seq]) => Number(seq)));
  const known = entries.filter(({ seq, annotation }) => cited.has(seq) && !annotation?.isRetracted).slice(0, MOST_ENTRIES);
  return Object.fromEntries(known.map((entry) => [String(entry.seq), { at: entry.occurredAt, words: wordsOf(entry) }]));
}

function wordsOf(entry: WriterSource["entries"][number]): string {
  const { fact, annotation } = entry;
  const text = fact.kind === "note" ? (annotation?.text ?? fact.text) : fact.kind === "update" ? fact.text : null;
  return (text === null ? sentenceOf(entry) : `${entry.actor.name}: ${text}`).slice(0, 600);
}

function noteOf({ id, kind, title, source, excerpt, points }: EvidenceItem): EvidenceNote {
  return { id, kind, title, source, excerpt: excerpt.slice(0, LONGEST_EXCERPT), points: points ?? null };
}
