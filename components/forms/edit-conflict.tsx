"use client";

import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Problem } from "#lib/trpc/client.tsx";

type Props = {
  problem: Problem | null;
  what: string;
  parts?: Record<string, string>;
  children?: ReactNode;
  onMine: () => void;
  onTheirs: () => void;
};

/** Somebody saved what is being edited here meanwhile. `what` they did, after their name; nothing of either is lost before one chooses. `parts`: how its fields are called. */
export function EditConflict({ problem, what, parts = {}, children, onMine, onTheirs }: Props) {
  if (!problem?.conflict) return null;
  const fields = problem.conflict.field.split(", ").map((field) => parts[field] ?? field);
  return (
    <Callout tone="warn" title={`${problem.conflict.by ?? "Somebody"} ${what}`}>
      <p>You differ in {fields.join(", ")}. What you entered is kept here and not saved yet.</p>
      {children}
      <div className="flex flex-wrap gap-2 pt-2">
        <Button size="sm" variant="primary" onClick={onMine}>
          Save mine
        </Button>
        <Button size="sm" onClick={onTheirs}>
          Keep theirs
        </Button>
      </div>
    </Callout>
  );
}
