import type { Node as EditorNode } from "@tiptap/pm/model";

/** A text block's words, with the position of each character in the document; atoms are written as what they cite. */
export type PlacedText = { text: string; positions: number[] };

/** `start` is the position of its first character. */
export function placedText(block: EditorNode, start: number): PlacedText {
  let text = "";
  const positions: number[] = [];
  block.forEach((child, offset) => {
    const written = child.isText ? (child.text ?? "") : writtenAs(child);
    for (let index = 0; index < written.length; index += 1) positions.push(start + offset + (child.isText ? index : 0));
    text += written;
  });
  return { text, positions };
}

/** Where a stretch of the words stands in the document; null when it is empty. */
export function rangeIn({ positions }: PlacedText, from: number, to: number): { from: number; to: number } | null {
  const [first, last] = [positions[from], positions[to - 1]];
  return first === undefined || last === undefined ? null : { from: first, to: last + 1 };
}

function writtenAs(node: EditorNode): string {
  if (node.type.name === "figure") return `{{${node.attrs.name}}}`;
  if (node.type.name === "mention") return `@${node.attrs.handle}`;
  return node.type.name === "cite" ? ` [${node.attrs.ref}]` : " ";
}
