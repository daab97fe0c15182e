"use client";

import { useSyncExternalStore } from "react";
import { useDraft } from "#components/live/drafts.ts";
import { outbox } from "#components/live/outbox.ts";
import { Button } from "#components/ui/button.tsx";

/** One's own notes that the server has not confirmed: on their way, waiting for the line, or refused with the reason. */
export function PendingNotes({ reference }: { reference: string }) {
  const notes = useSyncExternalStore(outbox.subscribe, outbox.read, outbox.readOnServer).filter((note) => note.reference === reference);
  const draft = useDraft(`note ${reference}`);
  if (notes.length === 0) return null;
  return (
    <ul aria-label="Notes on their way" className="grid gap-2 pt-2 pl-[54px] sm:pl-[106px]">
      {notes.map((note) => (
        <li key={note.id} className="rounded-md border border-dashed border-line-strong px-3 py-2">
          <p className="whitespace-pre-wrap text-ink-soft [overflow-wrap:anywhere]" dir="auto">
            {note.text}
          </p>
          {note.refusal ? (
            <div role="alert" className="flex flex-wrap items-center gap-2 pt-1 text-12 text-bad">
              <span className="flex-1">{note.refusal}</span>
              <Button
                size="sm"
                onClick={() => {
                  draft.setText(note.text);
                  outbox.discard(note.id);
                }}
              >
                Edit
              </Button>
              <Button size="sm" variant="ghost" onClick={() => outbox.discard(note.id)}>
                Discard
              </Button>
            </div>
          ) : (
            <p className="text-12 text-ink-faint">sending…</p>
          )}
        </li>
      ))}
    </ul>
  );
}
