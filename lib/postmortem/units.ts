import { type DocNode, fingerprintOf, sectionOf } from "./node.ts";
import { blockToMarkdown, SOURCE } from "./to-markdown.ts";

/**
 * The smallest part that a document is compared and changed by: a paragraph, an item of a list, a row of a table, or any other block.
 * `shape` is what it stands in; `source` what it says.
 */
export type Unit = { shape: string; source: string; node: DocNode; gen: string | null };

const WRAPPERS = new Set(["bulletList", "orderedList", "table"]);

/** Blocks as their units, in order. Pure. */
export function unitsOf(blocks: readonly DocNode[]): Unit[] {
  return blocks.flatMap((block) =>
    WRAPPERS.has(block.type) ? (block.content ?? []).map((part) => unitOf(part, block.type)) : [unitOf(block, "block")],
  );
}

function unitOf(node: DocNode, shape: string): Unit {
  const gen = node.attrs?.gen;
  return { shape, source: sourceOf(node), node, gen: typeof gen === "string" && gen !== "" ? gen : null };
}

export function sourceOf(node: DocNode): string {
  return blockToMarkdown(node, SOURCE).trim();
}

/** The unit still reads as the machine wrote it. */
export function isUntouched(unit: Pick<Unit, "gen" | "source">): boolean {
  return unit.gen !== null && unit.gen === fingerprintOf(unit.source);
}

/** Blocks with the fingerprint of each unit, so that one can tell later what people changed. Pure. */
export function asGenerated(blocks: readonly DocNode[]): DocNode[] {
  return blocks.map((block) => (WRAPPERS.has(block.type) ? { ...block, content: (block.content ?? []).map(stamp) } : stamp(block)));
}

function stamp(node: DocNode): DocNode {
  return { ...node, attrs: { ...node.attrs, gen: fingerprintOf(sourceOf(node)) } };
}

export type Section = { key: string | null; heading: DocNode | null; blocks: DocNode[] };

/** A document by its sections; what stands before the first has no key. Pure. */
export function sectionsOf(blocks: readonly DocNode[]): Section[] {
  const sections: Section[] = [{ key: null, heading: null, blocks: [] }];
  for (const block of blocks) {
    const isHead = block.type === "heading" && Number(block.attrs?.level ?? 2) <= 2;
    if (isHead) sections.push({ key: sectionOf(block), heading: block, blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections.filter(({ heading, blocks: inside }) => heading || inside.length > 0);
}

/** What becomes of one unit when a section is written anew. `id` is stable for the same texts. */
export type UnitChange = { kind: "keep" | "add" | "remove"; id: string; shape: string; text: string; isHuman: boolean; node: DocNode };

/**
 * How a section changes when it is written anew: units that nobody touched give way to what is new, and what people wrote or changed stays.
 * A new text whose former self somebody changed is not offered again. In the order in which they will stand. Pure.
 */
export function changesOf(current: readonly Unit[], fresh: readonly Unit[]): UnitChange[] {
  const edited = new Set(current.filter((unit) => !isUntouched(unit)).flatMap(({ gen }) => (gen ? [gen] : [])));
  const wanted = fresh.filter(({ source }) => !edited.has(fingerprintOf(source)));
  const steps = align(current, wanted);
  return steps.map(({ kind, unit }, index) => ({
    kind: kind === "remove" && !isUntouched(unit) ? "keep" : kind,
    id: `${fingerprintOf(unit.source)}-${steps.slice(0, index).filter((step) => step.kind === kind && step.unit.source === unit.source).length}`,
    shape: unit.shape,
    text: unit.source,
    isHuman: kind !== "add" && !isUntouched(unit),
    node: unit.node,
  }));
}

type Step = { kind: "keep" | "add" | "remove"; unit: Unit };

/** The longest common run of units kept, the rest removed or added; additions stand after what precedes them. */
function align(current: readonly Unit[], fresh: readonly Unit[]): Step[] {
  const same = (one: Unit | undefined, other: Unit | undefined) =>
    one !== undefined && other !== undefined && one.source === other.source && one.shape === other.shape;
  const lengths = Array.from({ length: current.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = current.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = same(current[i], fresh[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < current.length || j < fresh.length) {
    const [old, next] = [current[i], fresh[j]];
    if (old && same(old, next)) {
      steps.push({ kind: "keep", unit: old });
      i += 1;
      j += 1;
    } else if (old && (!next || at(i + 1, j) >= at(i, j + 1))) {
      steps.push({ kind: "remove", unit: old });
      i += 1;
    } else if (next) {
      steps.push({ kind: "add", unit: next });
      j += 1;
    }
  }
  return steps;
}

/** How a whole document changes into another, whoever wrote what. Pure. */
export function wholeChangesOf(current: readonly Unit[], wanted: readonly Unit[]): UnitChange[] {
  return align(current, wanted).map(({ kind, unit }, index) => ({
    ...{ kind, id: `${index}`, shape: unit.shape, text: unit.source, isHuman: false, node: unit.node },
  }));
}
