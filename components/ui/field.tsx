import { type ReactNode, useId } from "react";

export type FieldProps = { label: string; isLabelHidden?: boolean; help?: ReactNode; error?: string | null };
export type FieldWiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean | undefined };

/** Label, control, help and error, joined by ids. */
export function Field({ label, isLabelHidden = false, help, error, children }: FieldProps & { children: (wiring: FieldWiring) => ReactNode }) {
  const id = useId();
  const described = [help ? `${id}-help` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-12 font-medium text-ink-soft"}>
        {label}
      </label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {help ? (
        <p id={`${id}-help`} className="text-12 text-ink-faint">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-12 text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}

export const CONTROL =
  "w-full rounded-md border border-line-strong bg-surface-raised px-2.5 py-1 text-13 text-ink outline-offset-0 placeholder:text-ink-faint aria-invalid:border-bad disabled:opacity-60 pointer-coarse:min-h-10 pointer-coarse:text-16";
