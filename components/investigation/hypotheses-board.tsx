"use client";

import { useRef, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { type Hypothesis, type HypothesisDecision, rankHypotheses } from "#lib/contracts/hypothesis.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { EvidenceOf } from "./evidence-of.tsx";
import { HypothesisCard } from "./hypothesis-card.tsx";
import { CHOICES, undoOf } from "./hypothesis-words.ts";
import { OwnHypothesis } from "./own-hypothesis.tsx";

/** Every explanation, ranked: people judge, accept and add. */
export function HypothesesBoard() {
  const { room, rights } = useRoomView();
  const [isAdding, setAdding] = useState(false);
  const { decide, isPending } = useDecide(room.reference);
  const ranked = rankHypotheses(room.hypotheses);
  const { list, current, setCurrent } = useBoardKeys(ranked, (one, decision) => rights.canWrite && !isPending && decide(one, decision));
  useShortcut("h", () => rights.canWrite && setAdding(true), { label: "Add a hypothesis", group: "Investigation" });
  return (
    <section aria-label="Hypotheses" className="grid content-start gap-2">
      <div className="flex min-h-7 items-center gap-2">
        <h2 className="flex-1 text-14 font-semibold">Hypotheses</h2>
        {rights.canWrite ? (
          <Button size="sm" kbd="h" onClick={() => setAdding(!isAdding)}>
            Add your own
          </Button>
        ) : null}
      </div>
      {isAdding ? <OwnHypothesis reference={room.reference} onDone={() => setAdding(false)} /> : null}
      {ranked.length === 0 && !isAdding ? (
        <p className="text-13 text-ink-soft">
          None yet. An investigation proposes what the evidence supports; you can add what you think, and people judge it here.
        </p>
      ) : null}
      <ol ref={list} className="grid gap-2">
        {ranked.map((hypothesis, index) => (
          <EvidenceOf key={hypothesis.id} investigation={hypothesis.investigation}>
            <HypothesisCard
              hypothesis={hypothesis}
              place={index + 1}
              canWrite={rights.canWrite}
              isCurrent={current === hypothesis.id}
              isPending={isPending}
              onCurrent={() => setCurrent(hypothesis.id)}
              onDecide={(decision) => decide(hypothesis, decision)}
            />
          </EvidenceOf>
        ))}
      </ol>
    </section>
  );
}

/** Decides, and offers to take it back. */
export function useDecide(reference: string): { decide: (one: Hypothesis, decision: HypothesisDecision) => void; isPending: boolean } {
  const trpc = useTRPC();
  const { mutate, isPending } = useCommand(trpc.investigations.decide.mutationOptions());
  const decide = ({ id, state }: Hypothesis, decision: HypothesisDecision) =>
    mutate(
      { reference, id, decision },
      {
        onSuccess: () =>
          toast.done(CHOICES.find((one) => one.decision === decision)?.done ?? "Done.", {
            undo: () => mutate({ reference, id, decision: undoOf(state) }),
          }),
      },
    );
  return { decide, isPending };
}

/** `j` and `k` go through the cards; digits decide of the one that is marked. */
function useBoardKeys(ranked: readonly Hypothesis[], decide: (one: Hypothesis, decision: HypothesisDecision) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const group = "Investigation";
  const go = (step: number) => {
    const at = ranked.findIndex(({ id }) => id === current);
    const next = ranked[Math.max(0, Math.min(ranked.length - 1, at + step))];
    if (next) list.current?.querySelector<HTMLElement>(`#hypothesis-${CSS.escape(next.id)} > article`)?.focus();
  };
  const choose = (decision: HypothesisDecision) => {
    const one = ranked.find(({ id }) => id === current);
    if (one && CHOICES.some((choice) => choice.decision === decision && choice.from.includes(one.state))) decide(one, decision);
  };
  useShortcut("j", () => go(1), { label: "Next hypothesis", group });
  useShortcut("k", () => go(-1), { label: "Previous hypothesis", group });
  useShortcut("1", () => choose("supported"), { label: "Support it", group });
  useShortcut("2", () => choose("refuted"), { label: "Refute it", group });
  useShortcut("3", () => choose("accepted"), { label: "Accept it as root cause", group });
  useShortcut("4", () => choose("withdrawn"), { label: "Withdraw it", group });
  useShortcut("5", () => choose("reopened"), { label: "Take it up again", group });
  return { list, current, setCurrent };
}
