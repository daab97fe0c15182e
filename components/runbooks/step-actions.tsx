"use client";

import { Play, RotateCw, SkipForward } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { PlannedStep } from "#lib/contracts/runbook-plan.ts";
import type { RunView, StepView } from "#lib/contracts/runbook-run.ts";
import { isBroken } from "#lib/contracts/runbook-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

type StepActionsProps = { view: RunView; planned: PlannedStep; standing: StepView };

/** What a person can do about a step: let it run, run it again, skip it with a reason, answer it. */
export function StepActions({ view, planned, standing }: StepActionsProps) {
  const trpc = useTRPC();
  const [isSkipping, setSkipping] = useState(false);
  const run = useCommand(trpc.runbooks.runStep.mutationOptions());
  const { id, state: runState, waitsFor } = view.run;
  const { n } = planned;
  const { state } = standing;
  if (runState !== "waiting" || (waitsFor === "decision" && !isBroken(state))) return null;
  const isHere = ["ready", "approval", "asking"].includes(state) || isBroken(state);
  if (!isHere) return null;
  if (isSkipping) return <SkipForm id={id} n={n} onClose={() => setSkipping(false)} />;
  return (
    <div className="flex flex-wrap items-end gap-2">
      {state === "asking" ? <Answer id={id} planned={planned} /> : null}
      {state === "ready" || isBroken(state) ? (
        <Button
          variant={state === "ready" ? "primary" : "secondary"}
          icon={state === "ready" ? <Play size={13} aria-hidden /> : <RotateCw size={13} aria-hidden />}
          isPending={run.isPending}
          onClick={() => run.mutate({ id, n })}
        >
          {state === "ready" ? "Run this step" : state === "unknown" ? "I have looked: run it again" : "Try again"}
        </Button>
      ) : null}
      <Button icon={<SkipForward size={13} aria-hidden />} onClick={() => setSkipping(true)}>
        Skip
      </Button>
    </div>
  );
}

function SkipForm({ id, n, onClose }: { id: string; n: number; onClose: () => void }) {
  const trpc = useTRPC();
  const [reason, setReason] = useState("");
  const skip = useCommand(trpc.runbooks.skip.mutationOptions(), onClose);
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        skip.mutate({ id, n, reason });
      }}
    >
      <div className="min-w-48 flex-1">
        <Input label="Why it is skipped" value={reason} onChange={setReason} isAutoFocused maxLength={300} />
      </div>
      <Button onClick={onClose}>Back</Button>
      <Button type="submit" variant="primary" isPending={skip.isPending} isDisabled={reason.trim() === ""}>
        Skip step {n}
      </Button>
    </form>
  );
}

function Answer({ id, planned: { n, action } }: { id: string; planned: PlannedStep }) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const answer = useCommand(trpc.runbooks.answer.mutationOptions());
  const choices = action.kind === "ask" ? action.choices : [];
  if (choices.length > 0)
    return choices.map((choice, at) => (
      <Button
        key={choice}
        variant={at === 0 ? "primary" : "secondary"}
        isPending={answer.isPending && answer.variables?.answer === choice}
        onClick={() => answer.mutate({ id, n, answer: choice })}
      >
        {choice}
      </Button>
    ));
  if (action.kind === "manual")
    return (
      <Button variant="primary" isPending={answer.isPending} onClick={() => answer.mutate({ id, n, answer: "Done" })}>
        Done
      </Button>
    );
  return (
    <form
      className="flex min-w-60 flex-1 items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate({ id, n, answer: text });
      }}
    >
      <div className="flex-1">
        <Textarea label="Answer" rows={1} value={text} onChange={setText} />
      </div>
      <Button type="submit" variant="primary" isPending={answer.isPending} isDisabled={text.trim() === ""}>
        Answer
      </Button>
    </form>
  );
}
