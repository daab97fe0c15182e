"use client";

import { ChevronDown } from "lucide-react";
import { CONTROL, Field, type FieldProps } from "./field.tsx";

export type Option<V extends string> = { value: V; label: string };

type SelectProps<V extends string> = FieldProps & { value: V; options: readonly Option<V>[]; onChange: (value: V) => void; isDisabled?: boolean };

/** The platform's own list: known to everybody, good on a phone. */
export function Select<V extends string>({ value, options, onChange, isDisabled, ...field }: SelectProps<V>) {
  return (
    <Field {...field}>
      {(wiring) => (
        <div className="relative">
          <select
            {...wiring}
            value={value}
            disabled={isDisabled}
            className={`${CONTROL} appearance-none truncate pr-8`}
            onChange={(event) => onChange(options[event.target.selectedIndex]?.value ?? value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} className="bg-surface-raised text-ink">
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown size={14} aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-soft" />
        </div>
      )}
    </Field>
  );
}
