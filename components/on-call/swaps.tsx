"use client";

import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { SwapView } from "#lib/contracts/oncall-views.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useOnCallChanged } from "./use-on-call-changed.ts";
import { useViewerZone } from "./use-viewer-zone.ts";
import { spanWords } from "./words.ts";

/** Requests that one got, to be answered, and those that one made. Nothing is shown when there are none. */
export function Swaps({ swaps }: { swaps: SwapView[] }) {
  const { me } = useConsole();
  if (swaps.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="text-13 font-semibold">Swaps</h2>
      <ul aria-label="Swaps" className="grid gap-2">
        {swaps.map((swap) => (
          <li key={swap.id} className="flex flex-wrap items-center gap-3 rounded-lg border border-line px-3 py-2.5 text-13">
            <SwapWords swap={swap} />
            {swap.to.id === me.id ? <Answer swap={swap} /> : <Withdraw swap={swap} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function SwapWords({ swap: { from, to, give, take, schedule, message, state } }: { swap: SwapView }) {
  const { me } = useConsole();
  const zone = useViewerZone();
  const isAsked = to.id === me.id;
  return (
    <div className="min-w-0 flex-1 basis-64">
      <p className="font-medium">
        {isAsked ? `${from.name} asks you to take a shift` : `You asked ${to.name} to take a shift`}
        {state === "expired" ? (
          <>
            {" "}
            <Chip tone="warn">these hours are over</Chip>
          </>
        ) : null}
      </p>
      <p className="text-ink-soft">
        {schedule.name}: {spanWords(give, zone)}
      </p>
      {take ? (
        <p className="text-ink-soft">
          {isAsked ? "In return they take yours" : "In return you take theirs"}: {spanWords(take, zone)}
        </p>
      ) : null}
      {message ? <p className="pt-0.5 text-12 text-ink-faint [overflow-wrap:anywhere]">“{message}”</p> : null}
    </div>
  );
}

function Answer({ swap: { id, from, state } }: { swap: SwapView }) {
  const trpc = useTRPC();
  const changed = useOnCallChanged();
  const answer = useCommand(trpc.oncall.answerSwap.mutationOptions(), ({ overrides }) => {
    changed();
    toast.done(overrides.length > 0 ? "The shift is yours now" : `${from.name} is told that you cannot`);
  });
  const give = (isAccepted: boolean) => answer.mutate({ id, isAccepted });
  return (
    <span className="flex gap-2">
      <Button isPending={answer.isPending && !answer.variables?.isAccepted} onClick={() => give(false)}>
        Decline
      </Button>
      {state === "expired" ? null : (
        <Button variant="primary" isPending={answer.isPending && answer.variables?.isAccepted} onClick={() => give(true)}>
          Accept
        </Button>
      )}
    </span>
  );
}

function Withdraw({ swap: { id } }: { swap: SwapView }) {
  const trpc = useTRPC();
  const changed = useOnCallChanged();
  const cancel = useCommand(trpc.oncall.cancelSwap.mutationOptions(), changed);
  return (
    <span className="flex items-center gap-2">
      <span className="text-12 text-ink-faint">Waits for an answer</span>
      <Button isPending={cancel.isPending} onClick={() => cancel.mutate({ id })}>
        Withdraw
      </Button>
    </span>
  );
}
