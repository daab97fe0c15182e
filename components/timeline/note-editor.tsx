"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import { ConflictChoice } from "../incidents/conflict-choice.tsx";

/** Edits a note in place. The original stays in its history; when somebody edited meanwhile, both texts are shown. */
export function NoteEditor({ entry, reference, onDone }: { entry: TimelineEntry; reference: string; onDone: () => void }) {
  const trpc = useTRPC();
  const [seen, setSeen] = useState(entry.annotation?.text ?? (entry.fact.kind === "note" ? entry.fact.text : ""));
  const [text, setText] = useState(seen);
  const [theirs, setTheirs] = useState<string | null>(null);
  const amend = useMutation(
    trpc.notes.amend.mutationOptions({
      onSuccess: onDone,
      onError: (error) => {
        const { conflict, detail } = problemFrom(error);
        if (conflict) setTheirs(String(conflict.theirs));
        else toast.failed(detail);
      },
    }),
  );
  const save = (value: string, expected: string) => {
    setTheirs(null);
    amend.mutate({ reference, entry: entry.seq, text: value, expected });
  };
  if (theirs !== null)
    return (
      <ConflictChoice
        label="note"
        yours={text}
        theirs={theirs}
        onYours={() => save(text, theirs)}
        onTheirs={onDone}
        onEdit={() => {
          setSeen(theirs);
          setTheirs(null);
        }}
      />
    );
  return (
    <form
      className="mt-1 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save(text, seen);
      }}
    >
      <Textarea
        label="Edit note"
        isLabelHidden
        value={text}
        onChange={setText}
        isAutoFocused
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) save(text, seen);
        }}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="sm" isPending={amend.isPending}>
          Save
        </Button>
        <Button size="sm" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
