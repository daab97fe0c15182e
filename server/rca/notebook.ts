import type { EvidenceItem } from "./answer.ts";

/** Where detectors lay down what they saw: each thing once, under an id that statements cite. Ids are given in order, so they depend on the evidence alone. */
export type Notebook = {
  /** Returns the id of this item; the same kind, source and title get the same id. */
  cite(item: Omit<EvidenceItem, "id">): string;
  items(): EvidenceItem[];
};

export function openNotebook(): Notebook {
  const items: EvidenceItem[] = [];
  const known = new Map<string, string>();
  return {
    cite(item) {
      const name = `${item.kind}\n${item.source}\n${item.title}`;
      const before = known.get(name);
      if (before) return before;
      const id = `E${items.length + 1}`;
      known.set(name, id);
      items.push({ id, ...item });
      return id;
    },
    items: () => items,
  };
}
