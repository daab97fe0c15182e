"use client";

import { useConsole } from "#components/shell/organisation.tsx";
import { SeverityBadge } from "#components/ui/badge.tsx";
import type { Severity } from "#lib/contracts/incident.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";

/** The four severities as radio buttons, with what each is for. Keys 1 to 4 work as arrows do. */
export function SeverityChoice({ value, onChange }: { value: Severity | null; onChange: (severity: Severity) => void }) {
  const { settings } = useConsole();
  return (
    <fieldset>
      <legend className="pb-1 text-12 font-medium text-ink-soft">Severity</legend>
      <div className="grid grid-cols-2 gap-1.5 sm:grid-cols-4">
        {SEVERITIES.map((severity) => (
          <label
            key={severity}
            title={settings.severities[severity].description}
            className="flex min-h-9 items-center justify-center gap-2 rounded-md border border-line-strong has-checked:border-ink has-checked:bg-surface-sunk has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name="severity" className="sr-only" checked={value === severity} onChange={() => onChange(severity)} />
            <SeverityBadge severity={severity} label={settings.severities[severity].label} />
          </label>
        ))}
      </div>
      {value ? <p className="pt-1 text-12 text-ink-faint">{settings.severities[value].description}</p> : null}
    </fieldset>
  );
}
