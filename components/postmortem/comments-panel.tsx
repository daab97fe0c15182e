"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Editor } from "@tiptap/react";
import { type FormEvent, useState } from "react";
import type * as Y from "yjs";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Comment } from "#lib/contracts/postmortem.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { anchorOf, rangeOf } from "./anchors.ts";

type PanelProps = { reference: string; editor: Editor | null; doc: Y.Doc; canWrite: boolean };

/** What people said about words of the text, and suggestions that can be accepted. */
export function CommentsPanel({ reference, editor, doc, canWrite }: PanelProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: comments = [] } = useQuery({ ...trpc.postmortems.comments.queryOptions({ reference }), staleTime: 0 });
  const told = () => void client.invalidateQueries({ queryKey: trpc.postmortems.comments.queryKey({ reference }) });
  const close = useCommand(trpc.postmortems.closeComment.mutationOptions(), told);
  const open = comments.filter(({ state }) => state === "open");
  const settle = (comment: Comment, state: Comment["state"]) => {
    if (state === "accepted" && !replace(editor, doc, comment))
      return toast.failed("These words are not in the text any more. Reject it, or change the text by hand.");
    close.mutate({ reference, id: comment.id, state });
  };
  return (
    <div className="grid gap-3">
      <NewComment reference={reference} editor={editor} doc={doc} onDone={told} />
      <ul aria-label="Open comments" className="grid gap-2">
        {open.map((comment) => (
          <li key={comment.id} className="grid gap-1.5 rounded-md border border-line px-2.5 py-2 text-13">
            <p className="text-12 text-ink-faint">
              <bdi className="font-medium text-ink-soft">{comment.by.name}</bdi> · <TimeText at={comment.at} />
            </p>
            {comment.quote ? (
              <button
                type="button"
                onClick={() => show(editor, doc, comment)}
                className="border-l-2 border-line-strong pl-2 text-left text-12 text-ink-soft hover:text-ink"
              >
                {comment.quote}
              </button>
            ) : null}
            {comment.replacement ? (
              <p className="rounded-sm bg-good-soft px-1.5 [overflow-wrap:anywhere]">
                <span className="sr-only">Suggestion: </span>
                {comment.replacement}
              </p>
            ) : null}
            {comment.text ? <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{comment.text}</p> : null}
            {canWrite ? (
              <div className="flex gap-1.5">
                {comment.replacement ? (
                  <>
                    <Button size="sm" onClick={() => settle(comment, "accepted")}>
                      Accept
                    </Button>
                    <Button size="sm" variant="ghost" onClick={() => settle(comment, "rejected")}>
                      Reject
                    </Button>
                  </>
                ) : (
                  <Button size="sm" variant="ghost" onClick={() => settle(comment, "resolved")}>
                    Resolve
                  </Button>
                )}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {open.length === 0 ? <p className="text-12 text-ink-faint">No open comments. Select words in the text to comment on just them.</p> : null}
    </div>
  );
}

function NewComment({ reference, editor, doc, onDone }: Omit<PanelProps, "canWrite"> & { onDone: () => void }) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [isSuggestion, setSuggestion] = useState(false);
  const add = useCommand(trpc.postmortems.comment.mutationOptions(), () => {
    setText("");
    onDone();
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const anchor = editor ? anchorOf(editor, doc) : null;
    if (isSuggestion && !anchor) return toast.failed("Select the words in the text that should read otherwise, then suggest.");
    add.mutate({
      reference,
      quote: anchor?.quote ?? "",
      anchor: anchor ? { from: anchor.from, to: anchor.to } : null,
      ...(isSuggestion ? { replacement: text } : { text }),
    });
  };
  return (
    <form onSubmit={onSubmit} className="grid gap-2">
      <Textarea label={isSuggestion ? "What the selected words should be" : "Comment"} value={text} onChange={setText} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" size="sm" isPending={add.isPending} isDisabled={text.trim() === ""}>
          {isSuggestion ? "Suggest" : "Comment"}
        </Button>
        <label className="flex items-center gap-1.5 text-12 text-ink-soft">
          <input type="checkbox" checked={isSuggestion} onChange={(event) => setSuggestion(event.target.checked)} className="accent-accent" /> Suggest
          other words
        </label>
      </div>
    </form>
  );
}

function show(editor: Editor | null, doc: Y.Doc, comment: Comment): void {
  const range = editor ? rangeOf(editor, doc, comment.anchor) : null;
  if (editor && range) editor.chain().focus().setTextSelection(range).scrollIntoView().run();
}

function replace(editor: Editor | null, doc: Y.Doc, comment: Comment): boolean {
  const range = editor ? rangeOf(editor, doc, comment.anchor) : null;
  if (!editor || !range || comment.replacement === null) return false;
  return editor.chain().focus().insertContentAt(range, { type: "text", text: comment.replacement }).run();
}
