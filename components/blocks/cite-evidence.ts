type Node = { type: string; value?: string; tagName?: string; properties?: object; children?: Node[] };

/** `[E1, E2]`: evidence; `[#3, #12]`: entries of the timeline. */
export const CITES = /(?<!\\)\[((?:E|#)\d+(?:, ?(?:E|#)\d+)*)\]/;
const VERBATIM = ["code", "pre", "a"];

/** Rehype: `[E1, #3]` in the words of an agent becomes one `cite` element for each id; nothing within code or links. */
export function citeEvidence() {
  return (tree: Node): void => cite(tree);
}

function cite(node: Node): void {
  if (!node.children || VERBATIM.includes(node.tagName ?? "")) return;
  for (const child of node.children) cite(child);
  node.children = node.children.flatMap((child) => (child.type === "text" ? split(child.value ?? "") : [child]));
}

function split(text: string): Node[] {
  return text
    .split(CITES)
    .flatMap((part, index): Node[] =>
      index % 2 === 0
        ? [{ type: "text", value: part }]
        : part.split(/, ?/).map((id) => ({ type: "element", tagName: "cite", properties: {}, children: [{ type: "text", value: id }] })),
    );
}
