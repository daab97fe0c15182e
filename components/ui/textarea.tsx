"use client";

import type { ComponentProps } from "react";
import { CONTROL, Field, type FieldProps } from "./field.tsx";

type TextareaProps = FieldProps &
  Omit<ComponentProps<"textarea">, "className" | "style" | "onChange" | "value" | "id" | "autoFocus"> & {
    value: string;
    onChange: (value: string) => void;
    isAutoFocused?: boolean;
  };

/** Grows with its text. */
export function Textarea({ label, isLabelHidden, help, error, onChange, isAutoFocused, rows = 2, ...rest }: TextareaProps) {
  return (
    <Field label={label} isLabelHidden={isLabelHidden} help={help} error={error}>
      {(wiring) => (
        <textarea
          {...rest}
          {...wiring}
          // biome-ignore lint/a11y/noAutofocus: only where opening a dialog means to type at once.
          autoFocus={isAutoFocused}
          rows={rows}
          dir="auto"
          className={`${CONTROL} max-h-[50dvh] resize-none [field-sizing:content]`}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
