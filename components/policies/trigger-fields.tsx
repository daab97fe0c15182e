"use client";

import { Plus, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Trigger } from "#lib/contracts/escalation/policy.ts";
import { triggerInWords } from "#lib/contracts/escalation/words.ts";
import type { Severity } from "#lib/contracts/incident.ts";
import { newTrigger } from "./draft.ts";

const UNTILS = [
  { value: "acknowledged", label: "nobody acknowledged" },
  { value: "resolved", label: "not resolved" },
] as const;

const SEVERITIES = [
  { value: "", label: "any severity" },
  { value: "SEV1", label: "SEV1" },
  { value: "SEV2", label: "SEV2 or above" },
  { value: "SEV3", label: "SEV3 or above" },
] as const;

const REVENUES = [
  { value: "", label: "any revenue" },
  { value: "0", label: "revenue at risk" },
  { value: "more", label: "more than…" },
] as const;

type TriggerFieldsProps = { level: string; triggers: readonly Trigger[]; onChange: (triggers: Trigger[]) => void };

/** When a level fires: the first of these whose time comes. None: by hand only. */
export function TriggerFields({ level, triggers, onChange }: TriggerFieldsProps) {
  const set = (index: number, part: Partial<Trigger>) => onChange(triggers.map((trigger, at) => (at === index ? { ...trigger, ...part } : trigger)));
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2">
      <legend className="pb-1 text-12 font-medium text-ink-soft">Fires</legend>
      {triggers.length === 0 ? <p className="text-13 text-ink-faint">By hand only.</p> : null}
      {triggers.map((trigger, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a trigger is its place among its like.
        <div key={index} className="grid min-w-0 grid-cols-1 gap-1">
          <p className="text-12 text-ink-soft">
            {index > 0 ? "or " : ""}
            {triggerInWords(trigger)}
          </p>
          <TriggerLine
            name={`${level}, time ${index + 1}`}
            trigger={trigger}
            onChange={(part) => set(index, part)}
            onRemove={() => onChange(triggers.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {triggers.length < 6 ? (
        <div>
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus size={13} aria-hidden />}
            onClick={() => onChange([...triggers, newTrigger(triggers.at(-1)?.afterMinutes ?? 15)])}
          >
            {triggers.length === 0 ? "Add a time" : "Or at another time"}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

type TriggerLineProps = { name: string; trigger: Trigger; onChange: (part: Partial<Trigger>) => void; onRemove: () => void };

function TriggerLine({ name, trigger, onChange, onRemove }: TriggerLineProps) {
  const { afterMinutes, until, severity, revenuePerHour } = trigger;
  const revenue = revenuePerHour === null ? "" : revenuePerHour === 0 ? "0" : "more";
  return (
    <div className="grid min-w-0 grid-cols-2 items-end gap-1.5 sm:grid-cols-[84px_minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <Input
        label={`Minutes, ${name}`}
        isLabelHidden
        inputMode="numeric"
        value={String(afterMinutes)}
        onChange={(text) => onChange({ afterMinutes: wholeFrom(text, 7 * 1_440) })}
      />
      <Select label={`While, ${name}`} isLabelHidden value={until} options={UNTILS} onChange={(value) => onChange({ until: value })} />
      <Select
        label={`Severity, ${name}`}
        isLabelHidden
        value={(severity === "SEV4" ? "" : severity) ?? ""}
        options={SEVERITIES}
        onChange={(value) => onChange({ severity: (value || null) as Severity | null })}
      />
      <Select
        label={`Revenue, ${name}`}
        isLabelHidden
        value={revenue}
        options={REVENUES}
        onChange={(value) => onChange({ revenuePerHour: value === "" ? null : value === "0" ? 0 : 10_000 })}
      />
      <IconButton label={`Remove ${name}`} icon={<X size={14} />} onClick={onRemove} />
      {revenue === "more" ? (
        <div className="col-span-full sm:max-w-60">
          <Input
            label="More than, an hour"
            inputMode="numeric"
            value={String(revenuePerHour)}
            onChange={(text) => onChange({ revenuePerHour: Math.max(1, wholeFrom(text, 1_000_000_000)) })}
          />
        </div>
      ) : null}
    </div>
  );
}

/** A whole number from what was typed: digits only, at most `most`. */
export function wholeFrom(text: string, most: number): number {
  return Math.min(most, Number(text.replace(/\D/g, "").slice(0, 12) || "0"));
}
