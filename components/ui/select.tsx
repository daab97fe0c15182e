"use client";

import { CONTROL, Field, type FieldProps } from "./field.tsx";

export type Option<V extends string> = { value: V; label: string };

type SelectProps<V extends string> = FieldProps & { value: V; options: readonly Option<V>[]; onChange: (value: V) => void; isDisabled?: boolean };

/** The platform's own list: known to everybody, good on a phone. */
export function Select<V extends string>({ value, options, onChange, isDisabled, ...field }: SelectProps<V>) {
  return (
    <Field {...field}>
      {(wiring) => (
        <select
          {...wiring}
          value={value}
          disabled={isDisabled}
          className={CONTROL}
          onChange={(event) => onChange(options[event.target.selectedIndex]?.value ?? value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
