import { memo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { citeEvidence } from "#components/blocks/cite-evidence.ts";

const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent-ink underline underline-offset-2">
      {children}
    </a>
  ),
  img: ({ alt, src }) => (
    <a href={typeof src === "string" ? src : undefined} target="_blank" rel="noopener noreferrer nofollow" className="text-accent-ink underline">
      {alt || "picture"}
    </a>
  ),
  h1: ({ children }) => <p className="font-semibold">{children}</p>,
  h2: ({ children }) => <p className="font-semibold">{children}</p>,
  h3: ({ children }) => <p className="font-semibold">{children}</p>,
  h4: ({ children }) => <p className="font-semibold">{children}</p>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <div className="overflow-x-auto" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <pre tabIndex={0}>{children}</pre>
  ),
};

/** Markdown that people typed. Raw HTML is never rendered, pictures of other sites are links, headings keep the page's outline. `cites` shows `[E1]`. */
export const Markdown = memo(function Markdown({ text, cites }: { text: string; cites?: Components["cite"] }) {
  return (
    <div className="prose-muster" dir="auto">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={cites ? [rehypeSanitize, citeEvidence] : [rehypeSanitize]}
        components={cites ? { ...COMPONENTS, cite: cites } : COMPONENTS}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});
