"use client";

import { Blocks } from "#components/blocks/blocks.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { IncidentDocument } from "#lib/contracts/document.ts";
import { documentToMarkdown } from "#lib/document-to-markdown.ts";

/** A document as it was posted; its numbers say how they came about. */
export function DocumentView({ document }: { document: IncidentDocument }) {
  return (
    <article aria-label={document.title} className="grid gap-3 border-t border-line px-3 py-3 text-13">
      <header className="flex items-center gap-2">
        <h3 className="flex-1 text-14 font-semibold">{document.title}</h3>
        {document.version > 1 ? <span className="text-12 text-ink-faint">version {document.version}</span> : null}
        <CopyButton text={documentToMarkdown(document)} label="Copy as Markdown" />
      </header>
      <Blocks blocks={document.blocks} figures={document.figures} />
    </article>
  );
}
