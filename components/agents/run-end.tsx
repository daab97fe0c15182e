"use client";

import { Button } from "#components/ui/button.tsx";
import type { RunSummary } from "#lib/contracts/agent.ts";
import { askStore } from "./ask-store.ts";

/** What is left to say when a run ended otherwise than with an answer, and the way to ask again. */
export function RunEnd({ run, isSilent }: { run: RunSummary; isSilent: boolean }) {
  if (run.state === "done" && !isSilent) return null;
  if (run.state !== "done" && run.state !== "failed" && run.state !== "cancelled") return null;
  const words = {
    done: "It ended without a word. Ask in other words.",
    failed: "It could not go on. What it read is kept here; nothing was changed without a person.",
    cancelled: "It was cancelled. What it had said until then is kept, and what it proposed was withdrawn.",
  }[run.state];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-13 text-ink-soft">
      <p className="min-w-0 flex-1 basis-60">{words}</p>
      <Button size="sm" onClick={() => askStore.openBar("ask", run.prompt)}>
        Ask again…
      </Button>
    </div>
  );
}
