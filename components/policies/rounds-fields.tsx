"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import type { PolicyRules } from "#lib/contracts/escalation/policy.ts";
import { TargetPicker } from "./target-picker.tsx";
import { wholeFrom } from "./trigger-fields.tsx";

const DAY = 1_440;
const REPEATS = [
  { value: "0", label: "not again" },
  { value: "1", label: "once more" },
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((times) => ({ value: String(times), label: `${times} more times` })),
];

type RoundsFieldsProps = {
  rules: PolicyRules;
  book: PolicyBook;
  names: Record<string, string>;
  error: string | null;
  onChange: (part: Partial<PolicyRules>, names?: Record<string, string>) => void;
};

/** What follows when every level has fired: again from the first, then the fallback; and when an acknowledgement runs out. */
export function RoundsFields({ rules, book, names, error, onChange }: RoundsFieldsProps) {
  const { repeat, repeatAfterMinutes, fallback, timeoutMinutes } = rules;
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-3">
      <legend className="pb-1 text-14 font-semibold">When nobody answers</legend>
      <div className="grid max-w-md grid-cols-2 gap-2">
        <Select label="From the first level" value={String(repeat)} options={REPEATS} onChange={(value) => onChange({ repeat: Number(value) })} />
        <Input
          label="After, minutes"
          inputMode="numeric"
          value={String(repeatAfterMinutes)}
          onChange={(text) => onChange({ repeatAfterMinutes: Math.max(1, wholeFrom(text, 7 * DAY)) })}
        />
      </div>
      <TargetPicker
        label="Then tell"
        help="They hear that nobody answered. It is never silent."
        targets={fallback}
        book={book}
        names={names}
        error={error}
        onChange={(next, chosen) => onChange({ fallback: next }, chosen)}
      />
      <Checkbox
        label="An acknowledgement runs out without activity"
        help="Then it begins again at the first level. Any work in the incident starts the time anew."
        isChecked={timeoutMinutes !== null}
        onChange={(isOn) => onChange({ timeoutMinutes: isOn ? 60 : null })}
      />
      {timeoutMinutes === null ? null : (
        <div className="max-w-48">
          <Input
            label="After, minutes without activity"
            inputMode="numeric"
            value={String(timeoutMinutes)}
            onChange={(text) => onChange({ timeoutMinutes: wholeFrom(text, 30 * DAY) })}
          />
        </div>
      )}
    </fieldset>
  );
}
