import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";

export type CheckboxProps = { label: ReactNode; isChecked: boolean; onChange: (isChecked: boolean) => void; isDisabled?: boolean; help?: ReactNode };

export function Checkbox({ label, isChecked, onChange, isDisabled, help }: CheckboxProps) {
  const id = useId();
  return (
    <label className="flex min-h-6 items-start gap-2 text-13 has-disabled:opacity-60 pointer-coarse:min-h-11 pointer-coarse:items-center">
      <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          checked={isChecked}
          disabled={isDisabled}
          aria-describedby={help ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className="peer absolute inset-0 appearance-none rounded-sm border border-line-field bg-surface-raised transition-colors checked:border-accent checked:bg-accent forced-colors:appearance-auto"
        />
        <Check
          size={12}
          strokeWidth={3}
          aria-hidden
          className="relative text-surface opacity-0 peer-checked:opacity-100 pointer-events-none forced-colors:hidden"
        />
      </span>
      <ChoiceWords label={label} help={help} id={id} />
    </label>
  );
}

/** The words beside a choice: what it is, and below it what that means. */
export function ChoiceWords({ label, help, id }: { label: ReactNode; help?: ReactNode; id: string }) {
  return (
    <span className="min-w-0">
      {label}
      {help ? (
        <span id={id} className="block text-12 text-ink-faint">
          {help}
        </span>
      ) : null}
    </span>
  );
}
