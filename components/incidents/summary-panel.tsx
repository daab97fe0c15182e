"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Markdown } from "#components/timeline/markdown.tsx";
import { Button } from "#components/ui/button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import { RailSection } from "./rail-section.tsx";
import { useRoomView } from "./room-context.tsx";

/** One paragraph that says what this is about. */
export function SummaryPanel() {
  const { room, rights } = useRoomView();
  const [isEditing, setEditing] = useState(false);
  return (
    <RailSection
      title="Summary"
      action={
        rights.canWrite && !isEditing ? (
          <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
            {room.summary ? "Edit" : "Write"}
          </Button>
        ) : null
      }
    >
      {isEditing ? (
        <SummaryForm onDone={() => setEditing(false)} />
      ) : room.summary ? (
        <Markdown text={room.summary} />
      ) : (
        <p className="text-12 text-ink-faint">Not written yet.</p>
      )}
    </RailSection>
  );
}

function SummaryForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const [seen] = useState(room.summary);
  const [text, setText] = useState(room.summary);
  const edit = useCommand(trpc.incidents.edit.mutationOptions(), onDone);
  const save = (expected: string) => edit.mutate({ reference: room.reference, summary: { to: text, expected } });
  const conflict = edit.problem?.conflict;
  if (conflict)
    return (
      <ConflictChoice
        label="summary"
        yours={text}
        theirs={String(conflict.theirs)}
        by={conflict.by}
        onYours={() => save(String(conflict.theirs))}
        onTheirs={onDone}
      />
    );
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save(seen);
      }}
    >
      <Textarea label="Summary" isLabelHidden rows={3} value={text} onChange={setText} isAutoFocused />
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" isPending={edit.isPending}>
          Save
        </Button>
        <Button size="sm" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
