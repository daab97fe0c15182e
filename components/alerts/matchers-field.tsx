"use client";

import { Plus, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Matcher } from "#lib/contracts/alert-rule.ts";

const OPERATORS = [
  { value: "is", label: "is" },
  { value: "is-not", label: "is not" },
  { value: "like", label: "is like (*)" },
  { value: "matches", label: "matches (regex)" },
] as const;
const NEW: Matcher = { label: "", operator: "is", value: "" };

type MatchersProps = {
  legend: string;
  none: string;
  matchers: Matcher[];
  errorAt: (index: number) => string | null;
  onChange: (matchers: Matcher[]) => void;
};

/** Conditions on labels, all of which have to hold. */
export function MatchersField({ legend, none, matchers, errorAt, onChange }: MatchersProps) {
  const set = (index: number, next: Partial<Matcher>) => onChange(matchers.map((one, at) => (at === index ? { ...one, ...next } : one)));
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <legend className="pb-1 text-12 font-medium text-ink-soft">{legend}</legend>
      {matchers.length === 0 ? <p className="text-12 text-ink-faint">{none}</p> : null}
      {matchers.map((matcher, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions keep their places.
        <div key={index} className="grid gap-1">
          <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-1.5 sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,1.4fr)_auto]">
            <Input
              isLabelHidden
              label={`Label of condition ${index + 1}`}
              placeholder="label"
              list="alert-labels"
              value={matcher.label}
              onChange={(label) => set(index, { label })}
            />
            <Select
              isLabelHidden
              label={`How condition ${index + 1} compares`}
              value={matcher.operator}
              options={OPERATORS}
              onChange={(operator) => set(index, { operator })}
            />
            <Input
              isLabelHidden
              label={`Value of condition ${index + 1}`}
              placeholder="value"
              value={matcher.value}
              onChange={(value) => set(index, { value })}
            />
            <IconButton
              label={`Remove condition ${index + 1}`}
              icon={<X size={13} />}
              onClick={() => onChange(matchers.filter((_, at) => at !== index))}
            />
          </div>
          {errorAt(index) ? <FieldError>{errorAt(index)}</FieldError> : null}
        </div>
      ))}
      <datalist id="alert-labels">
        {["level", "service", "title", "source", "alertname", "severity", "region", "env"].map((label) => (
          <option key={label} value={label} />
        ))}
      </datalist>
      <div>
        <Button size="sm" variant="ghost" icon={<Plus size={13} aria-hidden />} onClick={() => onChange([...matchers, NEW])}>
          Add a condition
        </Button>
      </div>
    </fieldset>
  );
}
