"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { toInstant, toLocalInput } from "#components/incidents/local-time.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Maintenance } from "#lib/contracts/status/maintenance.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { ComponentChoices } from "./component-choices.tsx";

const REMINDERS = [
  { value: "0", label: "No reminder" },
  { value: "15", label: "15 minutes before" },
  { value: "60", label: "An hour before" },
  { value: "1440", label: "A day before" },
];
const HOUR = 3_600_000;
const inHours = (hours: number): string => toLocalInput(new Date(Math.ceil((Date.now() + hours * HOUR) / HOUR) * HOUR).toISOString());

type Props = { slug: string; components: readonly { id: string; name: string }[]; before: Maintenance | null; onDone: () => void };

/** Announces maintenance, or changes what was announced. Once it has begun its start and its components stay. */
export function MaintenanceForm({ slug, components, before, onDone }: Props) {
  const trpc = useTRPC();
  const isRunning = before?.state === "running";
  const [title, setTitle] = useState(before?.title ?? "");
  const [text, setText] = useState(before?.text ?? "");
  const [chosen, setChosen] = useState(before?.components ?? components.map(({ id }) => id).slice(0, 1));
  const [from, setFrom] = useState(() => (before ? toLocalInput(before.startsAt) : inHours(24)));
  const [to, setTo] = useState(() => (before ? toLocalInput(before.endsAt) : inHours(25)));
  const [remind, setRemind] = useState(String(before?.remindMinutes ?? 60));
  const done = (words: string) => () => {
    toast.done(words);
    onDone();
  };
  const announce = useCommand(trpc.status.scheduleMaintenance.mutationOptions(), done("Announced. It begins and ends by itself."));
  const change = useCommand(trpc.status.changeMaintenance.mutationOptions(), done("Changed."));
  const { problem, isPending } = before ? change : announce;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [startsAt, endsAt] = [toInstant(from) ?? "", toInstant(to) ?? ""];
    const words = { title, text, endsAt };
    const window = { startsAt, components: chosen, remindMinutes: Number(remind) };
    if (before) change.mutate({ id: before.id, ...words, ...(isRunning ? {} : window) });
    else announce.mutate({ page: slug, ...words, ...window });
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      <Input
        label="Title"
        value={title}
        onChange={setTitle}
        isAutoFocused
        placeholder="Upgrade of the database"
        error={fieldError(problem, "title")}
      />
      <Textarea
        label="What is going to happen"
        rows={3}
        value={text}
        onChange={setText}
        help="In plain words: what customers will notice."
        error={fieldError(problem, "text")}
      />
      {isRunning ? null : (
        <ComponentChoices
          legend="Components"
          components={components}
          chosen={chosen}
          onChange={setChosen}
          error={fieldError(problem, "components")}
        />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        {isRunning ? null : <Input label="From" type="datetime-local" value={from} onChange={setFrom} error={fieldError(problem, "startsAt")} />}
        <Input label="Until" type="datetime-local" value={to} onChange={setTo} error={fieldError(problem, "endsAt")} />
      </div>
      {isRunning ? null : <Select label="Remind subscribers" value={remind} options={REMINDERS} onChange={setRemind} />}
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {before ? "Save" : "Announce"}
        </Button>
      </DialogActions>
    </form>
  );
}
