"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Hours } from "#lib/contracts/alert-rule.ts";
import { DAY_NAMES } from "./rule-words.ts";

const MODES = [
  { value: "always", label: "At all times" },
  { value: "inside", label: "Only in these hours" },
  { value: "outside", label: "Only outside of these hours" },
] as const;

const newHours = (): Hours => ({
  days: [1, 2, 3, 4, 5],
  from: "09:00",
  to: "17:00",
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  isOutside: false,
});

/** When a rule holds: for quiet hours and for what is only urgent in the daytime. */
export function HoursField({ hours, onChange }: { hours: Hours | null; onChange: (hours: Hours | null) => void }) {
  const mode = hours === null ? "always" : hours.isOutside ? "outside" : "inside";
  const choose = (next: (typeof MODES)[number]["value"]) =>
    onChange(next === "always" ? null : { ...(hours ?? newHours()), isOutside: next === "outside" });
  return (
    <div className="grid gap-2">
      <Select label="It holds" value={mode} options={MODES} onChange={choose} />
      {hours ? (
        <>
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
            <legend className="sr-only">Days</legend>
            {DAY_NAMES.map((name, index) => (
              <Checkbox
                key={name}
                label={name}
                isChecked={hours.days.includes(index + 1)}
                onChange={(isOn) => onChange({ ...hours, days: isOn ? [...hours.days, index + 1] : hours.days.filter((day) => day !== index + 1) })}
              />
            ))}
          </fieldset>
          <div className="grid gap-3 sm:grid-cols-3">
            <Input label="From" type="time" value={hours.from} onChange={(from) => onChange({ ...hours, from })} />
            <Input label="To" type="time" value={hours.to} onChange={(to) => onChange({ ...hours, to })} />
            <Input label="Time zone" value={hours.timeZone} onChange={(timeZone) => onChange({ ...hours, timeZone })} />
          </div>
        </>
      ) : null}
    </div>
  );
}
