import type { z } from "zod";
import type { ApplySection, ProposeSection, SectionProposal } from "#lib/contracts/postmortem.ts";
import type { TemplateSection } from "#lib/contracts/postmortem-template.ts";
import { fromMarkdown } from "#lib/postmortem/from-markdown.ts";
import type { DocNode } from "#lib/postmortem/node.ts";
import { asGenerated, changesOf, type UnitChange, unitsOf } from "#lib/postmortem/units.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { findPostmortem } from "./access.ts";
import { gatherSource } from "./gather.ts";
import { postmortemRules } from "./rules.ts";
import { appendContent, loadDocument } from "./store.ts";
import { draftOf, sectionBlocks } from "./writer/draft.ts";
import { applyChanges, blocksIn, elementsOf, sectionRange, updateBy } from "./ydoc.ts";

/** What would change if a section were written anew from what is known now. Nothing changes yet. */
export async function proposeSection(ctx: Ctx, { reference, section }: z.output<typeof ProposeSection>): Promise<SectionProposal> {
  authorize(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, reference);
  const { doc } = await loadDocument(row.id);
  const { title, blocks } = await freshSection(ctx, reference, section);
  const changes = changesTo(blocksIn(doc), section, blocks);
  return { section, title, changes: changes.map(({ node: _, shape: __, ...change }) => change) };
}

type Applied = { seq: number; section: string; added: number; removed: number; kept: number };

/**
 * Writes a section anew: accepted changes are made in place, what people wrote or changed stays. With `markdown`, by these words instead of the
 * machine's own; they count as the machine's until somebody edits them.
 */
export async function applySection(ctx: Ctx, { reference, section, accept, markdown }: z.output<typeof ApplySection>): Promise<Applied> {
  authorize(ctx, "incident.write");
  const { row } = await findPostmortem(ctx, reference);
  const { doc, seq } = await loadDocument(row.id);
  const fresh = await freshSection(ctx, reference, section, markdown);
  const blocks = blocksIn(doc);
  const range = sectionRange(blocks, section);
  const wanted = accept ? new Set(accept) : null;
  const changes = changesTo(blocks, section, fresh.blocks).flatMap((change) => acceptedOnly(change, wanted));
  const content = updateBy(doc, (fragment) => {
    if (range) applyChanges(fragment, range, changes);
    else fragment.insert(fragment.length, elementsOf([...fresh.heading, ...fresh.blocks]));
  });
  const count = (kind: UnitChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  const told = { section, added: count("add"), removed: count("remove"), kept: count("keep") };
  if (!content) return { seq, ...told };
  return { seq: await appendContent(row.id, content, { kind: "section", actor: ctx.actor }), ...told };
}

/** What was not accepted does not happen: an addition is left out, a removal stays. */
function acceptedOnly(change: UnitChange, wanted: ReadonlySet<string> | null): UnitChange[] {
  if (wanted === null || change.kind === "keep" || wanted.has(`${change.kind}:${change.id}`)) return [change];
  return change.kind === "add" ? [] : [{ ...change, kind: "keep" }];
}

function changesTo(blocks: readonly DocNode[], section: string, fresh: readonly DocNode[]): UnitChange[] {
  const range = sectionRange(blocks, section);
  return changesOf(range ? unitsOf(blocks.slice(range.from, range.to)) : [], unitsOf(fresh));
}

type Fresh = { title: string; heading: DocNode[]; blocks: DocNode[] };

async function freshSection(ctx: Ctx, reference: string, key: string, markdown?: string): Promise<Fresh> {
  const { rules } = await postmortemRules();
  const section = rules.sections.find((one) => one.key === key);
  if (!section) throw new InvalidError(`There is no section “${key}”. There are: ${rules.sections.map((one) => one.key).join(", ")}.`);
  if (markdown !== undefined) return fromWords(section, markdown);
  const source = await gatherSource(ctx, reference);
  const [draft] = draftOf(source, [section]).sections;
  if (!draft) throw new ConflictError(`The section “${section.title}” could not be written.`);
  const [heading, ...blocks] = sectionBlocks(draft);
  return { title: section.title, heading: heading ? [heading] : [], blocks };
}

function fromWords(section: TemplateSection, markdown: string): Fresh {
  const [heading, ...blocks] = sectionBlocks({ key: section.key, title: section.title, markdown: "" });
  return { title: section.title, heading: heading ? [heading] : [], blocks: [...blocks, ...asGenerated(fromMarkdown(markdown))] };
}
