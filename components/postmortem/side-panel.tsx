"use client";

import type { Editor } from "@tiptap/react";
import type * as Y from "yjs";
import { Section } from "#components/escalation/section.tsx";
import type { PostmortemHead } from "#lib/contracts/postmortem.ts";
import type { FoundBlame } from "./blame-plugin.ts";
import { CommentsPanel } from "./comments-panel.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { HistoryButton } from "./history-dialog.tsx";
import { NewItem } from "./new-item.tsx";
import { ReviewPanel, useTold } from "./review-panel.tsx";
import { ShareButton } from "./share-dialog.tsx";
import { WhatIfButton } from "./what-if-dialog.tsx";
import { WordingPanel } from "./wording-panel.tsx";

type SidePanelProps = { head: PostmortemHead; canWrite: boolean; editor: Editor | null; doc: Y.Doc; blames: FoundBlame[] };

/** Review, comments, and what can be done with the whole. */
export function SidePanel({ head, canWrite, editor, doc, blames }: SidePanelProps) {
  const told = useTold(head.reference);
  return (
    <aside aria-label="Review and comments" className="grid grid-cols-1 content-start gap-6 border-line py-4 max-lg:border-t lg:pl-2">
      <div className="flex flex-wrap gap-2">
        <ExportMenu reference={head.reference} />
        {canWrite ? <ShareButton head={head} onChanged={told} /> : null}
        <WhatIfButton reference={head.reference} />
        <HistoryButton reference={head.reference} canWrite={canWrite && (head.state === "draft" || head.state === "in-review")} />
      </div>
      <ReviewPanel head={head} canWrite={canWrite} blames={blames.length} />
      <WordingPanel blames={blames} editor={editor} canWrite={canWrite && (head.state === "draft" || head.state === "in-review")} />
      {canWrite ? <NewItem reference={head.reference} /> : null}
      <Section title="Comments">
        <CommentsPanel reference={head.reference} editor={editor} doc={doc} canWrite={canWrite} />
      </Section>
    </aside>
  );
}
