/** A mark of a run of text, as the editor names it. */
export type DocMark = { type: string; attrs?: Record<string, unknown> };

/**
 * One node of a document, in the form that the editor reads and writes. Besides the usual ones: `figure` (a number by its name), `cite` (what a
 * sentence stands on: `#12` an entry, `E3` or `C3` evidence, `opinion`), `mention` (a person by handle), `evidence` (a chart or lines), `actionItems` (the live table).
 * `section` of a heading names the part of the template that begins there; `gen` is the fingerprint of a unit as it was written by the machine.
 */
export type DocNode = { type: string; attrs?: Record<string, unknown>; content?: DocNode[]; text?: string; marks?: DocMark[] };

export function textNode(text: string, marks: DocMark[] = []): DocNode {
  return marks.length > 0 ? { type: "text", text, marks } : { type: "text", text };
}

/** The name of the section that a block begins; null for any other block. */
export function sectionOf(node: DocNode): string | null {
  const section = node.type === "heading" ? node.attrs?.section : null;
  return typeof section === "string" && section !== "" ? section : null;
}

/** Everything that is read in a node, with `{{figure}}` and `[cite]` as they are written. */
export function plainText(node: DocNode): string {
  switch (node.type) {
    case "text":
      return node.text ?? "";
    case "figure":
      return `{{${String(node.attrs?.name ?? "")}}}`;
    case "cite":
      return ` [${String(node.attrs?.ref ?? "")}]`;
    case "mention":
      return `@${String(node.attrs?.handle ?? "")}`;
    case "hardBreak":
      return "\n";
    default:
      return (node.content ?? []).map(plainText).join(isInlineParent(node) ? "" : " ");
  }
}

function isInlineParent(node: DocNode): boolean {
  return node.type === "paragraph" || node.type === "heading" || node.type === "codeBlock";
}

/** A short fingerprint of a text, for comparing it with itself later; not for secrets. */
export function fingerprintOf(text: string): string {
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    one = Math.imul(one ^ code, 2_654_435_761);
    other = Math.imul(other ^ code, 1_597_334_677);
  }
  return ((one >>> 0).toString(36) + (other >>> 0).toString(36)).padStart(10, "0");
}
