"use client";

import { Bot, User } from "lucide-react";
import { EvidenceChip } from "#components/blocks/evidence-chip.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { CitedStatement, Hypothesis, HypothesisDecision } from "#lib/contracts/hypothesis.ts";
import { Confidence } from "./confidence.tsx";
import { balanceWords, CHOICES, confidenceWords, DECIDED_WORDS, STATE_WORDS } from "./hypothesis-words.ts";

type CardProps = {
  hypothesis: Hypothesis;
  place: number;
  canWrite: boolean;
  isCurrent: boolean;
  isPending: boolean;
  onCurrent: () => void;
  onDecide: (decision: HypothesisDecision) => void;
};

/** One explanation: how sure, what speaks for it and against it, the check that tells it from its rivals, and what one may decide. */
export function HypothesisCard({ hypothesis, place, canWrite, isCurrent, isPending, onCurrent, onDecide }: CardProps) {
  const { id, statement, service, state, for: pro, against, test, resultWords, by, at, decided } = hypothesis;
  const { label, tone } = STATE_WORDS[state];
  const choices = CHOICES.filter(({ from }) => from.includes(state));
  const ByIcon = by.type === "user" ? User : Bot;
  return (
    <li id={`hypothesis-${id}`} className="scroll-mt-40">
      <article
        tabIndex={-1}
        aria-label={statement}
        onFocus={onCurrent}
        className={`grid gap-2 rounded-lg border bg-surface-raised px-3 py-2.5 target:border-accent ${isCurrent ? "border-accent" : "border-line"}`}
      >
        <div className="flex items-start gap-2">
          <span className="pt-px font-mono text-12 leading-[20px] text-ink-faint">H{place}</span>
          <p className="min-w-0 flex-1 text-13 font-medium [overflow-wrap:anywhere]" dir="auto">
            {statement}
          </p>
          <Chip tone={tone}>{label}</Chip>
        </div>
        <Confidence hypothesis={hypothesis} />
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-soft tabular-nums">
          <span>{confidenceWords(hypothesis.confidence)}</span>
          <span>{balanceWords(hypothesis)}</span>
          {service ? <bdi className="font-mono">{service}</bdi> : null}
        </p>
        <Statements title="For" statements={pro} />
        <Statements title="Against" statements={against} />
        {test || resultWords ? (
          <p className="text-12 text-ink-soft [overflow-wrap:anywhere]">
            <b className="font-medium text-ink">Test</b> {test} {resultWords}
          </p>
        ) : null}
        <p className="flex flex-wrap items-center gap-x-1.5 text-12 text-ink-faint">
          <ByIcon size={12} aria-hidden />
          <bdi>{by.name}</bdi>
          <TimeText at={at} format="time" />
          {decided ? (
            <span>
              · {DECIDED_WORDS[state]} by <bdi>{decided.by.name}</bdi>
              {decided.reason ? (
                <>
                  : “<bdi>{decided.reason}</bdi>”
                </>
              ) : null}
            </span>
          ) : null}
        </p>
        {canWrite ? (
          <div className="flex flex-wrap gap-1.5">
            {choices.map(({ decision, label: words, key }) => (
              <Button key={decision} size="sm" kbd={isCurrent ? key : undefined} isDisabled={isPending} onClick={() => onDecide(decision)}>
                {words}
              </Button>
            ))}
          </div>
        ) : null}
      </article>
    </li>
  );
}

function Statements({ title, statements }: { title: string; statements: readonly CitedStatement[] }) {
  if (statements.length === 0) return null;
  return (
    <div className="text-12 text-ink-soft">
      <p className="font-medium text-ink">{title}</p>
      <ul className="grid gap-0.5">
        {statements.map(({ text, evidence }) => (
          <li key={text} className="[overflow-wrap:anywhere]">
            <bdi>{text}</bdi>{" "}
            {evidence.map((id) => (
              <EvidenceChip key={id} id={id} />
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
