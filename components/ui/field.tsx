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
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      {help ? (
        <p id={`${id}-help`} className="text-12 text-ink-faint">
          {help}
        </p>
      ) : null}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-12 text-bad">
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden className="mt-[3px] shrink-0" fill="currentColor">
        <path d="M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0Zm-.75 2.75v4h1.5v-4h-1.5Zm0 5v1.5h1.5v-1.5h-1.5Z" />
      </svg>
      <span>{children}</span>
    </p>
  );
}

export const CONTROL =
  "w-full min-h-8 rounded-md border border-line-field bg-surface-raised px-2.5 py-1 text-13 text-ink transition-colors placeholder:text-ink-faint focus-visible:outline-offset-0 aria-invalid:border-bad [&[readonly]]:bg-surface-sunk [&[readonly]]:text-ink-soft disabled:opacity-60 pointer-coarse:min-h-11 pointer-coarse:text-16";
