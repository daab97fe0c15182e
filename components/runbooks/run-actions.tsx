"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { RunView } from "#lib/contracts/runbook-run.ts";
import { isEnded } from "#lib/contracts/runbook-terms.ts";
import { undoStack } from "#lib/contracts/runbook-undo.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

type Asking = "rollback" | "cancel" | null;

/** What can be done about a run as a whole. */
export function RunActions({ view }: { view: RunView }) {
  const trpc = useTRPC();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const start = useCommand(trpc.runbooks.startProposed.mutationOptions());
  const rollBack = useCommand(trpc.runbooks.rollBack.mutationOptions(), close);
  const cancel = useCommand(trpc.runbooks.cancel.mutationOptions(), close);
  const stop = useCommand(trpc.runbooks.stop.mutationOptions());
  const resume = useCommand(trpc.runbooks.resume.mutationOptions());
  const { id, state, waitsFor, mode } = view.run;
  const stack = undoStack(view.plan, view.steps).filter(({ undo, state: undone }) => Array.isArray(undo) && undone !== "undone");
  const isOver = isEnded(state);
  const isRunning = view.steps.some((step) => step.state === "running");
  return (
    <>
      {state === "proposed" ? (
        <Button variant="primary" isPending={start.isPending} onClick={() => start.mutate({ id })}>
          Start
        </Button>
      ) : null}
      {state === "failed" || state === "cancelled" ? (
        <Button isPending={resume.isPending} onClick={() => resume.mutate({ id })}>
          Take it up again
        </Button>
      ) : null}
      {waitsFor === "decision" && state === "waiting" ? (
        <Button isPending={stop.isPending} onClick={() => stop.mutate({ id, reason: "" })}>
          Stop as failed
        </Button>
      ) : null}
      {mode !== "dry" && stack.length > 0 && state !== "rolling_back" && !isRunning ? (
        <Button onClick={() => setAsking("rollback")}>Roll back</Button>
      ) : null}
      {isOver ? null : (
        <Button variant="ghost" onClick={() => setAsking("cancel")}>
          Cancel the run
        </Button>
      )}
      <ConfirmDialog
        isOpen={asking === "rollback"}
        title="Roll back?"
        confirm="Roll back"
        isPending={rollBack.isPending}
        onConfirm={() => rollBack.mutate({ id })}
        onClose={close}
      >
        Takes back, last first: {stack.map(({ title }) => title).join(", ")}. What cannot be undone stays as it is.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === "cancel"}
        title="Cancel this run?"
        confirm="Cancel the run"
        isPending={cancel.isPending}
        onConfirm={() => cancel.mutate({ id, reason: "" })}
        onClose={close}
      >
        {isRunning ? "The command that runs now is ended where it is. " : ""}What was done stays done; you can roll it back afterwards, or take the
        run up again.
      </ConfirmDialog>
    </>
  );
}
