import { type ReactNode, useId } from "react";
import { ChoiceWords } from "./checkbox.tsx";
import { FieldError } from "./field.tsx";

export type RadioOption<V extends string> = { value: V; label: ReactNode; help?: ReactNode; isDisabled?: boolean };

type RadioGroupProps<V extends string> = {
  label: string;
  isLabelHidden?: boolean;
  value: V | null;
  options: readonly RadioOption<V>[];
  onChange: (value: V) => void;
  error?: string | null;
};

/** One of a few, all of them in sight. */
export function RadioGroup<V extends string>({ label, isLabelHidden = false, value, options, onChange, error }: RadioGroupProps<V>) {
  const name = useId();
  return (
    <fieldset className="grid gap-1.5" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className={isLabelHidden ? "sr-only" : "pb-1 text-12 font-medium text-ink-soft"}>{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex min-h-6 items-start gap-2 text-13 has-disabled:opacity-60 pointer-coarse:min-h-11 pointer-coarse:items-center"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.isDisabled}
            aria-describedby={option.help ? `${name}-${option.value}` : undefined}
            onChange={() => onChange(option.value)}
            className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-line-field bg-surface-raised transition-[border-width] checked:border-5 checked:border-accent forced-colors:appearance-auto"
          />
          <ChoiceWords label={option.label} help={option.help} id={`${name}-${option.value}`} />
        </label>
      ))}
      {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
