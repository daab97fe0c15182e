"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "#components/ui/toast.tsx";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";

/** The title, edited in place: Enter keeps, Escape drops. When somebody changed it meanwhile, both titles are shown. */
export function EditableTitle({ reference, title, canWrite }: { reference: string; title: string; canWrite: boolean }) {
  const trpc = useTRPC();
  const [draft, setDraft] = useState<{ text: string; seen: string } | null>(null);
  const [conflict, setConflict] = useState<{ theirs: string; by: string | null } | null>(null);
  const edit = useMutation(
    trpc.incidents.edit.mutationOptions({
      onSuccess: () => {
        setDraft(null);
        setConflict(null);
      },
      onError: (error) => {
        const problem = problemFrom(error);
        if (problem.conflict) setConflict({ theirs: String(problem.conflict.theirs), by: problem.conflict.by });
        else toast.failed(problem.detail);
      },
    }),
  );
  const save = (to: string, expected: string) => {
    setConflict(null);
    if (to.trim() === "" || to === expected) setDraft(null);
    else edit.mutate({ reference, title: { to, expected } });
  };
  if (draft && conflict) {
    return (
      <ConflictChoice
        label="title"
        yours={draft.text}
        theirs={conflict.theirs}
        by={conflict.by}
        onYours={() => save(draft.text, conflict.theirs)}
        onTheirs={() => {
          setDraft(null);
          setConflict(null);
        }}
        onEdit={() => {
          setDraft({ text: draft.text, seen: conflict.theirs });
          setConflict(null);
        }}
      />
    );
  }
  if (!draft) {
    return (
      <h1 className="min-w-0 text-16 font-semibold tracking-tight">
        {canWrite ? (
          <button
            type="button"
            title="Edit the title"
            onClick={() => setDraft({ text: title, seen: title })}
            className="max-w-full rounded-sm text-left hover:bg-surface-sunk sm:truncate"
          >
            <bdi>{title}</bdi>
          </button>
        ) : (
          <bdi>{title}</bdi>
        )}
      </h1>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(draft.text, draft.seen);
      }}
    >
      <label className="sr-only" htmlFor="title">
        Title
      </label>
      <input
        id="title"
        // biome-ignore lint/a11y/noAutofocus: pressing the title means to type at once.
        autoFocus
        value={draft.text}
        aria-busy={edit.isPending}
        className="w-full rounded-md border border-line-strong bg-surface-raised px-2 text-16 font-semibold"
        onChange={(event) => setDraft({ ...draft, text: event.target.value })}
        onKeyDown={(event) => event.key === "Escape" && setDraft(null)}
        onBlur={() => edit.isPending || save(draft.text, draft.seen)}
      />
    </form>
  );
}
