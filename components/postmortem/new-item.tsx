"use client";

import { type FormEvent, useState } from "react";
import { Section } from "#components/escalation/section.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { ACTION_ITEM_PRIORITIES, type ActionItemPriority, DUE_DAYS } from "#lib/contracts/postmortem-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

const OPTIONS = ACTION_ITEM_PRIORITIES.map((value) => ({ value, label: value }));

/** One more thing to be done; it stands in the document's table and on the board at once. */
export function NewItem({ reference }: { reference: string }) {
  const trpc = useTRPC();
  const [title, setTitle] = useState("");
  const [priority, setPriority] = useState<ActionItemPriority>("P2");
  const add = useCommand(trpc.actionItems.add.mutationOptions(), () => setTitle(""));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const dueOn = new Date(Date.now() + DUE_DAYS[priority] * 86_400_000).toISOString().slice(0, 10);
    if (title.trim()) add.mutate({ reference, title, priority, dueOn });
  };
  return (
    <Section title="New action item">
      <form onSubmit={onSubmit} className="grid grid-cols-[minmax(0,1fr)_72px_auto] items-end gap-2">
        <Input label="Action" isLabelHidden placeholder="What is to be done" value={title} onChange={setTitle} />
        <Select label="Priority" isLabelHidden value={priority} options={OPTIONS} onChange={setPriority} />
        <Button type="submit" isPending={add.isPending}>
          Add
        </Button>
      </form>
    </Section>
  );
}
