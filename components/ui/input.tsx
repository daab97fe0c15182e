"use client";

import type { ComponentProps, Ref } from "react";
import { CONTROL, Field, type FieldProps } from "./field.tsx";

type InputProps = FieldProps &
  Omit<ComponentProps<"input">, "className" | "style" | "onChange" | "value" | "id" | "autoFocus"> & {
    value: string;
    onChange: (value: string) => void;
    isAutoFocused?: boolean;
    ref?: Ref<HTMLInputElement>;
  };

export function Input({ label, isLabelHidden, help, error, onChange, isAutoFocused, ...rest }: InputProps) {
  return (
    <Field label={label} isLabelHidden={isLabelHidden} help={help} error={error}>
      {/* biome-ignore lint/a11y/noAutofocus: only where opening a dialog means to type at once. */}
      {(wiring) => <input {...rest} {...wiring} autoFocus={isAutoFocused} className={CONTROL} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
