"use client";

import type { ReactNode } from "react";

type CheckboxProps = { label: ReactNode; isChecked: boolean; onChange: (isChecked: boolean) => void; isDisabled?: boolean; help?: string };

export function Checkbox({ label, isChecked, onChange, isDisabled, help }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2 text-13 pointer-coarse:min-h-10">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 accent-accent"
      />
      <span className="min-w-0">
        {label}
        {help ? <span className="block text-12 text-ink-faint">{help}</span> : null}
      </span>
    </label>
  );
}
