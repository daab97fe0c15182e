import { useId } from "react";
import { type CheckboxProps, ChoiceWords } from "./checkbox.tsx";

/** On or off, in force at once. Where a form is saved later, take a checkbox. */
export function Switch({ label, isChecked, onChange, isDisabled, help }: CheckboxProps) {
  const id = useId();
  return (
    <label className="flex min-h-6 items-start gap-2.5 text-13 has-disabled:opacity-60 pointer-coarse:min-h-11 pointer-coarse:items-center">
      <input
        type="checkbox"
        role="switch"
        checked={isChecked}
        aria-checked={isChecked}
        disabled={isDisabled}
        aria-describedby={help ? id : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className="relative mt-0.5 h-4 w-7 shrink-0 appearance-none rounded-full border border-line-field bg-surface-sunk transition-colors before:absolute before:top-1/2 before:left-0.5 before:size-2.5 before:-translate-y-1/2 before:rounded-full before:bg-ink-faint before:transition-transform checked:border-accent checked:bg-accent checked:before:translate-x-3 checked:before:bg-surface forced-colors:appearance-auto"
      />
      <ChoiceWords label={label} help={help} id={id} />
    </label>
  );
}
