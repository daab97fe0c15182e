"use client";

import { ArrowDown, ArrowUp, Inbox, Plus, X } from "lucide-react";
import { type KeyboardEvent, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ContactRule } from "#lib/contracts/contact.ts";
import type { MethodView } from "#lib/contracts/contact-methods.ts";
import { addStep, inOrder, moveStep } from "./plan-draft.ts";

const MOST_STEPS = 10;
const LONGEST_MINUTES = 1_440;

type PlanStepsProps = { title: string; rules: ContactRule[]; methods: MethodView[]; onChange: (rules: ContactRule[]) => void };

/** The steps for one urgency, after the inbox, which is always first. Alt with an arrow moves a step. */
export function PlanSteps({ title, rules, methods, onChange }: PlanStepsProps) {
  const id = useId();
  const shown = rules.filter(({ method }) => method !== "inbox");
  return (
    <fieldset className="grid gap-1.5" aria-describedby={`${id}-keys`}>
      <legend className="pb-1 text-12 font-medium text-ink-soft">{title}</legend>
      <ol aria-label={title} className="divide-y divide-line rounded-lg border border-line">
        <li className="flex min-h-10 items-center gap-2.5 px-3 text-13 text-ink-soft">
          <Inbox size={14} aria-hidden className="shrink-0" /> Muster itself, at once
        </li>
        {shown.map((rule, index) => (
          <PlanStep
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; the same means may stand in two.
            key={index}
            place={index + 1}
            count={shown.length}
            rule={rule}
            methods={methods}
            onChange={(next) => onChange(shown.with(index, next))}
            onSort={() => onChange(inOrder(shown))}
            onMove={(by) => onChange(moveStep(shown, index, by))}
            onRemove={() => onChange(shown.toSpliced(index, 1))}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus size={13} aria-hidden />}
          isDisabled={methods.length === 0 || shown.length >= MOST_STEPS}
          aria-label={`Add a step: ${title}`}
          onClick={() => onChange(addStep(shown, methods))}
        >
          Add a step
        </Button>
        <span id={`${id}-keys`} className="text-12 text-ink-faint max-sm:sr-only">
          {shown.length > 1 ? "Alt ↑ and Alt ↓ move a step." : ""}
        </span>
      </div>
    </fieldset>
  );
}

type PlanStepProps = {
  place: number;
  count: number;
  rule: ContactRule;
  methods: MethodView[];
  onChange: (rule: ContactRule) => void;
  onSort: () => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

function PlanStep({ place, count, rule, methods, onChange, onSort, onMove, onRemove }: PlanStepProps) {
  const isGone = methods.every(({ id }) => id !== rule.method);
  const options = [
    ...(isGone ? [{ value: rule.method, label: "A means that is gone: passed over" }] : []),
    ...methods.map(({ id, label }) => ({ value: id, label })),
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1.5 px-3 py-1.5 text-13" onKeyDown={onKeyDown}>
      <div className="min-w-28 flex-1 basis-28">
        <Select
          label={`Means of step ${place}`}
          isLabelHidden
          value={rule.method}
          options={options}
          onChange={(method) => onChange({ ...rule, method })}
        />
      </div>
      <span className="flex items-center gap-1.5 whitespace-nowrap text-ink-soft">
        after
        <span className="w-16">
          <Input
            label={`Minutes of step ${place}`}
            isLabelHidden
            type="number"
            inputMode="numeric"
            min={0}
            max={LONGEST_MINUTES}
            value={String(rule.afterMinutes)}
            onChange={(text) => onChange({ ...rule, afterMinutes: minutesIn(text) })}
            onBlur={onSort}
          />
        </span>
        min
      </span>
      <span className="ml-auto flex">
        {count > 1 ? (
          <>
            <IconButton label={`Move step ${place} up`} icon={<ArrowUp size={14} />} size="sm" isDisabled={place === 1} onClick={() => onMove(-1)} />
            <IconButton
              label={`Move step ${place} down`}
              icon={<ArrowDown size={14} />}
              size="sm"
              isDisabled={place === count}
              onClick={() => onMove(1)}
            />
          </>
        ) : null}
        <IconButton label={`Remove step ${place}`} icon={<X size={14} />} size="sm" onClick={onRemove} />
      </span>
    </li>
  );
}

function minutesIn(text: string): number {
  const minutes = Math.round(Number(text));
  return Number.isFinite(minutes) ? Math.max(0, Math.min(LONGEST_MINUTES, minutes)) : 0;
}
