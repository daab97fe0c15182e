"use client";

import { Node } from "@tiptap/core";
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";

const OWN = /^\/api\/attachments\/[0-9a-f-]{36}$/;

/** A picture that was uploaded to the incident, with what it shows in words. */
export const ImageNode = Node.create({
  name: "image",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ src: { default: "" }, alt: { default: "" } }),
  parseHTML: () => [{ tag: "img[src]", getAttrs: (element) => ({ src: element.getAttribute("src"), alt: element.getAttribute("alt") ?? "" }) }],
  renderHTML: ({ node }) => ["img", { src: node.attrs.src, alt: node.attrs.alt }],
  addNodeView: () => ReactNodeViewRenderer(ImageView),
});

/** Pictures of other sites are links: to show them would tell those sites who reads this. */
function ImageView({ node, editor, updateAttributes }: NodeViewProps) {
  const { src, alt } = node.attrs as { src: string; alt: string };
  return (
    <NodeViewWrapper contentEditable={false}>
      <figure className="grid gap-1.5 rounded-md border border-line bg-surface-sunk p-2">
        {OWN.test(src) ? (
          // biome-ignore lint/performance/noImgElement: a file of the incident, of any size, behind a session.
          <img src={src} alt={alt} className="mx-auto max-h-[70dvh] max-w-full rounded-sm" />
        ) : (
          <a href={/^https?:/.test(src) ? src : undefined} target="_blank" rel="noopener noreferrer nofollow" className="text-accent-ink underline">
            {alt || src}
          </a>
        )}
        {editor.isEditable ? (
          <input
            aria-label="What the picture shows"
            placeholder="What the picture shows, for those who cannot see it"
            value={alt}
            maxLength={300}
            onChange={(event) => updateAttributes({ alt: event.target.value })}
            className="min-h-7 w-full rounded-sm bg-transparent px-1 pointer-coarse:min-h-11 text-center text-12 text-ink-soft placeholder:text-ink-faint"
          />
        ) : (
          <figcaption className="text-center text-12 text-ink-soft">{alt}</figcaption>
        )}
      </figure>
    </NodeViewWrapper>
  );
}
