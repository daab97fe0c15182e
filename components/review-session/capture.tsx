"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Section } from "#components/escalation/section.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { ACTION_ITEM_PRIORITIES, type ActionItemPriority } from "#lib/contracts/postmortem-terms.ts";
import type { ReviewSession } from "#lib/contracts/review-session.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

type CaptureProps = { session: ReviewSession; canWrite: boolean; onChanged: () => void };
const OPTIONS = ACTION_ITEM_PRIORITIES.map((value) => ({ value, label: value }));

/** Action items of the incident; those that this meeting adds say so. */
export function Capture({ session, canWrite, onChanged }: CaptureProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.actionItems.list.queryOptions({ reference: session.reference, state: "all" }));
  const items = data?.items ?? [];
  return (
    <Section title="Action items">
      <ul aria-label="Action items" className="grid gap-2">
        {items.map(({ id, priority, title, owner, team, dueOn }) => (
          <li key={id} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-2 text-13">
            <Chip tone={priority === "P0" ? "bad" : "neutral"}>{priority}</Chip>
            <span>
              <span className="[overflow-wrap:anywhere]">{title}</span>
              <span className="block text-12 text-ink-faint">
                <bdi>{owner?.name ?? (team || "nobody yet")}</bdi>
                {dueOn ? ` · ${dueOn}` : ""}
              </span>
            </span>
            {session.items.includes(id) ? <Chip tone="accent">new</Chip> : null}
          </li>
        ))}
      </ul>
      {canWrite ? <NewItem reference={session.reference} onChanged={onChanged} /> : null}
    </Section>
  );
}

function NewItem({ reference, onChanged }: { reference: string; onChanged: () => void }) {
  const trpc = useTRPC();
  const [title, setTitle] = useState("");
  const [priority, setPriority] = useState<ActionItemPriority>("P2");
  const [owner, setOwner] = useState<Choice[]>([]);
  const add = useCommand(trpc.postmortems.captureInSession.mutationOptions(), () => {
    setTitle("");
    setOwner([]);
    onChanged();
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim()) add.mutate({ reference, title, priority, owner: owner[0]?.id ?? null });
  };
  return (
    <form onSubmit={onSubmit} className="grid gap-2">
      <Input label="Action" isLabelHidden placeholder="What is to be done" value={title} onChange={setTitle} />
      <PersonPicker label="Owner" isLabelHidden chosen={owner} onChange={setOwner} />
      <div className="grid grid-cols-[72px_auto] items-end justify-start gap-2">
        <Select label="Priority" isLabelHidden value={priority} options={OPTIONS} onChange={setPriority} />
        <Button type="submit" isPending={add.isPending}>
          Capture
        </Button>
      </div>
    </form>
  );
}
