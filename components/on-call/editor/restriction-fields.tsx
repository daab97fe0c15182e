"use client";

import { Plus, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Restriction } from "#lib/contracts/oncall.ts";
import { restrictionWords, WEEKDAYS } from "../restriction-words.ts";

const OFFICE: Restriction = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };

type RestrictionFieldsProps = { restrictions: Restriction[]; onChange: (restrictions: Restriction[]) => void };

/** At which hours the layer counts; none given: at all. */
export function RestrictionFields({ restrictions, onChange }: RestrictionFieldsProps) {
  const set = (index: number, change: Partial<Restriction>) => onChange(restrictions.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 text-12 font-medium text-ink-soft">Hours</legend>
      {restrictions.length === 0 ? <p className="text-12 text-ink-faint">Around the clock.</p> : null}
      {restrictions.map((restriction, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are typed in place and keep it.
        <div key={index} className="grid gap-1.5 rounded-md border border-line p-2">
          <Days days={restriction.days} onChange={(days) => set(index, { days })} />
          <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-1.5">
            <Input label="From" type="time" value={restriction.from} onChange={(from) => set(index, { from })} />
            <Input label="Until" type="time" value={restriction.to} onChange={(to) => set(index, { to })} />
            <IconButton
              label={`Remove ${restrictionWords(restriction)}`}
              icon={<X size={14} />}
              onClick={() => onChange(restrictions.filter((_, at) => at !== index))}
            />
          </div>
          <p className="text-12 text-ink-faint">{restrictionWords(restriction)}</p>
        </div>
      ))}
      <div>
        <Button size="sm" icon={<Plus size={13} aria-hidden />} onClick={() => onChange([...restrictions, OFFICE])}>
          {restrictions.length === 0 ? "Only at certain hours" : "Add hours"}
        </Button>
      </div>
    </fieldset>
  );
}

function Days({ days, onChange }: { days: number[]; onChange: (days: number[]) => void }) {
  const toggle = (day: number) => {
    const next = days.includes(day) ? days.filter((one) => one !== day) : [...days, day].toSorted((one, other) => one - other);
    if (next.length > 0) onChange(next);
  };
  return (
    <div className="flex flex-wrap gap-1">
      {WEEKDAYS.map((name, index) => (
        <button
          key={name}
          type="button"
          aria-pressed={days.includes(index + 1)}
          onClick={() => toggle(index + 1)}
          className="min-h-6 rounded-sm border border-line px-1.5 text-12 text-ink-soft hover:bg-surface-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink pointer-coarse:min-h-11 pointer-coarse:px-2.5"
        >
          {name}
        </button>
      ))}
    </div>
  );
}
