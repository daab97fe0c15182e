"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CustomField } from "#lib/contracts/organisation.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import { RailSection } from "./rail-section.tsx";
import { useRoomView } from "./room-context.tsx";

/** The organisation's own fields. Not shown where it has none. */
export function FieldsPanel() {
  const { settings } = useConsole();
  const { room } = useRoomView();
  const fields = settings.customFields.filter(({ appliesTo }) => appliesTo.includes(room.kind));
  if (fields.length === 0) return null;
  return (
    <RailSection title="Fields">
      <dl className="grid gap-1">
        {fields.map((field) => (
          <FieldLine key={field.key} field={field} />
        ))}
      </dl>
    </RailSection>
  );
}

function FieldLine({ field }: { field: CustomField }) {
  const { room, rights } = useRoomView();
  const [isEditing, setEditing] = useState(false);
  const value = room.fields[field.key] ?? null;
  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-2">
      <dt className="text-ink-faint">{field.label}</dt>
      <dd>
        {isEditing ? (
          <FieldForm field={field} value={value} onDone={() => setEditing(false)} />
        ) : (
          <button
            type="button"
            disabled={!rights.canWrite}
            onClick={() => setEditing(true)}
            className="min-h-6 w-full rounded-sm text-left enabled:hover:bg-surface"
          >
            {value === null ? (
              <span className="text-ink-faint">{rights.canWrite ? "Set" : "—"}</span>
            ) : (
              <bdi className="[overflow-wrap:anywhere]">{value}</bdi>
            )}
          </button>
        )}
      </dd>
    </div>
  );
}

function FieldForm({ field, value, onDone }: { field: CustomField; value: string | null; onDone: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const [text, setText] = useState(value ?? "");
  const set = useCommand(trpc.incidents.setField.mutationOptions(), onDone);
  const save = (to: string, expected: string | null) => set.mutate({ reference: room.reference, key: field.key, to: to.trim() || null, expected });
  const conflict = set.problem?.conflict;
  if (conflict) {
    const theirs = (conflict.theirs as string | null) ?? null;
    return (
      <ConflictChoice label={field.label} yours={text} theirs={theirs ?? ""} by={conflict.by} onYours={() => save(text, theirs)} onTheirs={onDone} />
    );
  }
  const error = set.problem?.detail;
  return (
    <form
      className="grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        save(text, value);
      }}
    >
      {field.type === "choice" ? (
        <Select
          label={field.label}
          isLabelHidden
          value={text}
          options={[{ value: "", label: "—" }, ...field.choices.map((choice) => ({ value: choice, label: choice }))]}
          onChange={setText}
          error={error}
        />
      ) : (
        <Input
          label={field.label}
          isLabelHidden
          value={text}
          onChange={setText}
          isAutoFocused
          inputMode={field.type === "number" ? "decimal" : field.type === "link" ? "url" : "text"}
          error={error}
        />
      )}
      <div className="flex gap-1.5">
        <Button type="submit" size="sm" variant="primary" isPending={set.isPending}>
          Save
        </Button>
        <Button size="sm" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
