import * as Y from "yjs";
import type { DocMark, DocNode } from "#lib/postmortem/node.ts";
import { sectionsOf, type UnitChange, unitsOf } from "#lib/postmortem/units.ts";

/** Where the editor keeps the document. */
const FRAGMENT = "default";

export function fragmentOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(FRAGMENT);
}

/** A document from its updates, oldest first. */
export function docFrom(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** The blocks of a document in the form of the editor. */
export function blocksIn(doc: Y.Doc): DocNode[] {
  return childrenOf(fragmentOf(doc));
}

function childrenOf(parent: Y.XmlFragment | Y.XmlElement): DocNode[] {
  return parent.toArray().flatMap((child) => (child instanceof Y.XmlText ? textsOf(child) : child instanceof Y.XmlElement ? [nodeOf(child)] : []));
}

function nodeOf(element: Y.XmlElement): DocNode {
  const attrs = element.getAttributes() as Record<string, unknown>;
  const content = childrenOf(element);
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

type Delta = { insert: unknown; attributes?: Record<string, unknown> }[];

function textsOf(text: Y.XmlText): DocNode[] {
  return (text.toDelta() as Delta).flatMap(({ insert, attributes = {} }) => {
    if (typeof insert !== "string") return [];
    const marks: DocMark[] = Object.entries(attributes).map(([name, attrs]) => ({
      type: name.split("--")[0] ?? name,
      ...(attrs && typeof attrs === "object" && Object.keys(attrs).length > 0 ? { attrs: attrs as Record<string, unknown> } : {}),
    }));
    return [{ type: "text", text: insert, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

/** Blocks as what the shared document is made of; runs of text lie together, as the editor keeps them. */
export function elementsOf(nodes: readonly DocNode[]): (Y.XmlElement | Y.XmlText)[] {
  const made: (Y.XmlElement | Y.XmlText)[] = [];
  let run: DocNode[] = [];
  const close = (): void => {
    if (run.length > 0) made.push(textElement(run));
    run = [];
  };
  for (const node of nodes) {
    if (node.type === "text") run.push(node);
    else {
      close();
      made.push(elementOf(node));
    }
  }
  close();
  return made;
}

function textElement(run: readonly DocNode[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(
    run.map(({ text: insert = "", marks = [] }) => ({ insert, attributes: Object.fromEntries(marks.map(({ type, attrs }) => [type, attrs ?? {}])) })),
  );
  return text;
}

export function elementOf(node: DocNode): Y.XmlElement {
  const element = new Y.XmlElement(node.type);
  for (const [name, value] of Object.entries(node.attrs ?? {}))
    if (value !== null && value !== undefined) element.setAttribute(name, value as string);
  element.insert(0, elementsOf(node.content ?? []));
  return element;
}

/** The update that an empty document becomes these blocks by. */
export function updateOf(nodes: readonly DocNode[]): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  fragmentOf(doc).insert(0, elementsOf(nodes));
  return Y.encodeStateAsUpdate(doc);
}

/** What `change` does to a document, as one update; null when it does nothing. */
export function updateBy(doc: Y.Doc, change: (fragment: Y.XmlFragment) => void): Uint8Array | null {
  const before = Y.encodeStateVector(doc);
  let isChanged = false;
  const notice = (_: Uint8Array, origin: unknown): void => {
    isChanged ||= origin === CHANGE;
  };
  doc.on("update", notice);
  doc.transact(() => change(fragmentOf(doc)), CHANGE);
  doc.off("update", notice);
  return isChanged ? Y.encodeStateAsUpdate(doc, before) : null;
}

const CHANGE = Symbol("change");
const WRAPPERS = new Set(["bulletList", "orderedList", "table"]);

type Place = { parent: Y.XmlFragment | Y.XmlElement; element: Y.XmlElement };

/** The elements that are the units of the blocks from `from` to `to`, in the order of `unitsOf`. */
function placesIn(fragment: Y.XmlFragment, from: number, to: number): Place[] {
  const blocks = fragment.toArray().slice(from, to);
  return blocks.flatMap((block): Place[] => {
    if (!(block instanceof Y.XmlElement)) return [];
    if (!WRAPPERS.has(block.nodeName)) return [{ parent: fragment, element: block }];
    return block.toArray().flatMap((part) => (part instanceof Y.XmlElement ? [{ parent: block, element: part }] : []));
  });
}

/** Where the blocks of a section begin and end, below its heading; null when the document has no such section. */
export function sectionRange(blocks: readonly DocNode[], key: string): { from: number; to: number } | null {
  let at = 0;
  for (const section of sectionsOf(blocks)) {
    const size = (section.heading ? 1 : 0) + section.blocks.length;
    if (section.key === key) return { from: at + 1, to: at + size };
    at += size;
  }
  return null;
}

/**
 * Carries out changes of units in place: what is kept is not touched, so whatever others write in it at the same time stays. `changes` has to
 * be of the blocks from `from` to `to` as they are.
 */
export function applyChanges(fragment: Y.XmlFragment, range: { from: number; to: number }, changes: readonly UnitChange[]): void {
  const places = placesIn(fragment, range.from, range.to);
  const kept = changes.filter(({ kind }) => kind !== "add");
  if (kept.length !== places.length) throw new Error("The changes are not of this section.");
  let next = 0;
  let before: Place | null = null;
  const gone: Place[] = [];
  for (const change of changes) {
    if (change.kind === "add") before = insertAfter(fragment, range.from, before, places[next] ?? null, change);
    else {
      const place = places[next] ?? null;
      next += 1;
      if (place && change.kind === "remove") gone.push(place);
      before = place;
    }
  }
  for (const { parent, element } of gone) {
    parent.delete(parent.toArray().indexOf(element), 1);
    if (parent instanceof Y.XmlElement && parent.length === 0) fragment.delete(fragment.toArray().indexOf(parent), 1);
  }
}

/** Inserts a unit behind the one before it: into the same list or table where it is of that kind, else as a block of its own. */
function insertAfter(fragment: Y.XmlFragment, start: number, before: Place | null, following: Place | null, { shape, node }: UnitChange): Place {
  const element = elementOf(node);
  const isIn = (place: Place | null): place is Place & { parent: Y.XmlElement } =>
    place !== null && place.parent instanceof Y.XmlElement && place.parent.nodeName === shape;
  if (isIn(before)) {
    before.parent.insert(before.parent.toArray().indexOf(before.element) + 1, [element]);
    return { parent: before.parent, element };
  }
  if (isIn(following)) {
    following.parent.insert(following.parent.toArray().indexOf(following.element), [element]);
    return { parent: following.parent, element };
  }
  const top = before ? (before.parent instanceof Y.XmlElement ? before.parent : before.element) : null;
  const index = top ? fragment.toArray().indexOf(top) + 1 : start;
  if (shape === "block") {
    fragment.insert(index, [element]);
    return { parent: fragment, element };
  }
  const wrapper = new Y.XmlElement(shape);
  wrapper.insert(0, [element]);
  fragment.insert(index, [wrapper]);
  return { parent: wrapper, element };
}

/** Makes a document read as it did in `blocks`, changing only what differs. */
export function rewrite(fragment: Y.XmlFragment, current: readonly DocNode[], changesTo: (units: ReturnType<typeof unitsOf>) => UnitChange[]): void {
  applyChanges(fragment, { from: 0, to: fragment.length }, changesTo(unitsOf(current)));
}
