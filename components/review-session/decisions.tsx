"use client";

import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Section } from "#components/escalation/section.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { ReviewSession } from "#lib/contracts/review-session.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

type DecisionsProps = { session: ReviewSession; canWrite: boolean; onChanged: () => void };

/** What the meeting decides, with who wrote it down. */
export function Decisions({ session, canWrite, onChanged }: DecisionsProps) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const { reference } = session;
  const decide = useCommand(trpc.postmortems.decideInSession.mutationOptions(), () => {
    setText("");
    onChanged();
  });
  const change = useCommand(trpc.postmortems.changeSession.mutationOptions(), onChanged);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) decide.mutate({ reference, text });
  };
  return (
    <Section title="Decisions">
      {session.decisions.length === 0 ? <p className="text-13 text-ink-faint">Nothing is decided yet.</p> : null}
      <ul aria-label="Decisions" className="grid gap-2">
        {session.decisions.map((decision) => (
          <li key={decision.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 text-13">
            <span>
              <span className="[overflow-wrap:anywhere]">{decision.text}</span>
              <span className="block text-12 text-ink-faint">
                <bdi>{decision.by.name}</bdi> · <TimeText at={decision.at} format="time" />
              </span>
            </span>
            {canWrite ? (
              <IconButton
                label={`Take back: ${decision.text}`}
                icon={<Trash2 size={13} />}
                onClick={() => change.mutate({ reference, change: { do: "undecide", decision: decision.id } })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {canWrite ? (
        <form onSubmit={onSubmit} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
          <Input label="Decision" isLabelHidden placeholder="What is decided" value={text} onChange={setText} />
          <Button type="submit" isPending={decide.isPending}>
            Decide
          </Button>
        </form>
      ) : null}
    </Section>
  );
}
