"use client";

import { useQuery } from "@tanstack/react-query";
import type { Editor } from "@tiptap/react";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Skeleton } from "#components/ui/states.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PostmortemView } from "#lib/contracts/postmortem.ts";
import { POSTMORTEM_STATE_LABELS } from "#lib/contracts/postmortem-terms.ts";
import { type ClaimCounts, claimCounts } from "#lib/postmortem/claims.ts";
import type { DocNode } from "#lib/postmortem/node.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useBlames } from "./blames.ts";
import { ClaimsBar } from "./claims-bar.tsx";
import { KeptPaste } from "./kept-paste.tsx";
import { Outline } from "./outline.tsx";
import { SidePanel } from "./side-panel.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useDocument } from "./use-document.ts";
import { usePictures } from "./use-pictures.tsx";

const PostmortemEditor = lazy(() => import("./editor.tsx").then((module) => ({ default: module.PostmortemEditor })));

/** The document in the middle, its outline at the left, review and comments at the right. */
export function Workspace({ first, canWrite }: { first: PostmortemView; canWrite: boolean }) {
  const trpc = useTRPC();
  const { reference } = first;
  const { data: head } = useQuery({ ...trpc.postmortems.head.queryOptions({ reference }), initialData: first, staleTime: 0 });
  const { doc, awareness, ground, save } = useDocument(first);
  const [editor, setEditor] = useState<Editor | null>(null);
  const pictures = usePictures(reference, editor);
  const [pasted, setPasted] = useState<string | null>(null);
  const tooLarge = useCallback((text: string) => {
    setPasted(text);
    toast.failed("This is too much to paste at once. It is kept below the toolbar; the document stays as it is.");
  }, []);
  const isOpen = head.state === "draft" || head.state === "in-review";
  const blocks = useBlocks(editor);
  const blames = useBlames(editor);
  const counts = blocks ? claimCounts(blocks) : null;
  return (
    <div className="grid grid-cols-1 gap-x-8 bg-surface px-3.5 sm:px-6 lg:grid-cols-[minmax(0,1fr)_320px] xl:grid-cols-[180px_minmax(0,1fr)_320px]">
      <Outline blocks={blocks ?? []} editor={editor} />
      <div className="min-w-0 py-4">
        <p className="text-12 text-ink-faint">
          {POSTMORTEM_STATE_LABELS[head.state]} · by {head.authors.join(", ") || head.createdBy.name}
        </p>
        <h2 className="pb-1 text-28 font-semibold tracking-tight [overflow-wrap:anywhere]">
          <bdi>Postmortem: {head.title}</bdi>
        </h2>
        <ClaimsBar counts={counts ?? EMPTY} blames={blames.length} differences={ground.read().differences} save={save} />
        {isOpen && canWrite ? (
          <Toolbar editor={editor} ground={ground} reference={reference} blocks={blocks ?? []} onPicture={pictures.choose} />
        ) : null}
        {pictures.uploading > 0 ? (
          <p role="status" className="pt-2 text-12 text-ink-soft">
            Uploading {pictures.uploading} {pictures.uploading === 1 ? "picture" : "pictures"}…
          </p>
        ) : null}
        {pictures.input}
        {isOpen ? null : (
          <p className="mt-3 rounded-md border border-line bg-surface-sunk px-3 py-2 text-13 text-ink-soft">
            It is {head.state}: the text stands. Open it again to change it.
          </p>
        )}
        {pasted === null ? null : <KeptPaste text={pasted} onClose={() => setPasted(null)} />}
        <div className="pt-4 pb-24">
          <Suspense fallback={<Skeleton rows={10} />}>
            <PostmortemEditor
              reference={reference}
              pictures={pictures}
              doc={doc}
              awareness={awareness}
              ground={ground}
              canWrite={canWrite && isOpen}
              onReady={setEditor}
              onTooLarge={tooLarge}
            />
          </Suspense>
        </div>
      </div>
      <SidePanel head={head} canWrite={canWrite} editor={editor} doc={doc} blames={blames} />
    </div>
  );
}

const EMPTY: ClaimCounts = { evidenced: 0, computed: 0, opinion: 0, unsupported: 0 };

/** The blocks as they are now; read when somebody rests. */
function useBlocks(editor: Editor | null): DocNode[] | null {
  const [blocks, setBlocks] = useState<DocNode[] | null>(null);
  useEffect(() => {
    if (!editor) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => setBlocks((editor.getJSON().content ?? []) as DocNode[]);
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(read, 250);
    };
    read();
    editor.on("update", soon);
    return () => {
      clearTimeout(timer);
      editor.off("update", soon);
    };
  }, [editor]);
  return blocks;
}
