"use client";

import type { FormEvent } from "react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useDraft } from "#components/live/drafts.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

/** What one thinks is the cause, and how one would tell. */
export function OwnHypothesis({ reference, onDone }: { reference: string; onDone: () => void }) {
  const trpc = useTRPC();
  const { text, setText, clear } = useDraft(`hypothesis ${reference}`);
  const [test, setTest] = useState("");
  const add = useCommand(trpc.investigations.propose.mutationOptions(), () => {
    clear();
    onDone();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate({ reference, statement: text, test });
  };
  return (
    <form onSubmit={submit} className="grid gap-2 rounded-lg border border-line bg-surface-raised px-3 py-2.5">
      <Textarea
        label="What is the cause, in your view?"
        value={text}
        onChange={setText}
        rows={2}
        isAutoFocused
        placeholder="The connection pool leaks since the flag was enabled"
        error={fieldError(add.problem, "statement")}
      />
      <Input label="What would tell (optional)" value={test} onChange={setTest} error={fieldError(add.problem, "test")} />
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" isPending={add.isPending}>
          Add hypothesis
        </Button>
        <Button size="sm" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
