"use client";

import type { FormEvent } from "react";
import { useDraft } from "#components/live/drafts.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { CHALLENGE } from "./use-investigate.ts";

/** Asks on about the report, or doubts it. What is typed stays until it is asked. */
export function FollowUp({ reference, isPending, onAsk }: { reference: string; isPending: boolean; onAsk: (prompt: string) => void }) {
  const { text, setText, clear } = useDraft(`follow-up ${reference}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || isPending) return;
    onAsk(text.trim());
    clear();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1 basis-60">
        <Input label="Ask a follow-up" isLabelHidden placeholder="Ask a follow-up: Which change did it?" value={text} onChange={setText} />
      </div>
      <Button type="submit" isPending={isPending}>
        Ask
      </Button>
      <Button isPending={isPending} onClick={() => onAsk(CHALLENGE)}>
        Challenge this
      </Button>
    </form>
  );
}
