import { Node } from "@tiptap/core";

/** Somebody here, by handle. */
export const MentionNode = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ id: { default: "" }, handle: { default: "" }, name: { default: "" } }),
  parseHTML: () => [
    {
      tag: "span[data-mention]",
      getAttrs: (element) => ({
        id: element.getAttribute("data-mention"),
        handle: element.getAttribute("data-handle"),
        name: element.textContent?.replace(/^@/, ""),
      }),
    },
  ],
  renderHTML: ({ node }) => ["span", { class: "pm-mention", "data-mention": node.attrs.id, "data-handle": node.attrs.handle }, `@${node.attrs.name}`],
  renderText: ({ node }) => `@${node.attrs.handle}`,
});
