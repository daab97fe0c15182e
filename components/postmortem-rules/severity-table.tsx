"use client";

import { useConsole } from "#components/shell/organisation.tsx";
import { Input } from "#components/ui/input.tsx";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import type { PostmortemRules } from "#lib/contracts/postmortem-template.ts";

type Numbers = PostmortemRules["approvals"];
type SeverityTableProps = { rules: PostmortemRules; canChange: boolean; onChange: (part: Partial<PostmortemRules>) => void };

/** What it takes for a postmortem to be approved, and in how many days, by severity. */
export function SeverityTable({ rules, canChange, onChange }: SeverityTableProps) {
  const { settings } = useConsole();
  const set = (numbers: Numbers, severity: keyof Numbers, count: number) => ({ ...numbers, [severity]: count });
  return (
    <section className="grid grid-cols-1 gap-2">
      <h2 className="text-14 font-semibold">Approvals and due days</h2>
      <p className="text-13 text-ink-soft">With no approval needed, a draft can be published at once. Days count from the incident's end.</p>
      <ul aria-label="Approvals and due days" className="divide-y divide-line border-y border-line">
        {SEVERITIES.map((severity) => {
          const { label } = settings.severities[severity];
          return (
            <li key={severity} className="grid grid-cols-[72px_minmax(0,1fr)_minmax(0,1fr)] items-start gap-3 py-2.5">
              <span className="pt-6 text-13 font-medium">{label}</span>
              <Count
                label="Approvals"
                about={label}
                value={rules.approvals[severity]}
                range={[0, 5]}
                isDisabled={!canChange}
                onChange={(count) => onChange({ approvals: set(rules.approvals, severity, count) })}
              />
              <Count
                label="Due in days"
                about={label}
                value={rules.dueDays[severity]}
                range={[1, 90]}
                isDisabled={!canChange}
                onChange={(count) => onChange({ dueDays: set(rules.dueDays, severity, count) })}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type CountProps = { label: string; about: string; value: number; range: [number, number]; isDisabled: boolean; onChange: (count: number) => void };

/** A whole number within a range; what is beyond it is set to its nearer end. */
function Count({ label, about, value, range: [least, most], isDisabled, onChange }: CountProps) {
  return (
    <Input
      label={label}
      aria-label={`${label}, ${about}`}
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      disabled={isDisabled}
      value={String(value)}
      onChange={(typed) => {
        const count = Math.round(Number(typed));
        if (typed.trim() !== "" && Number.isFinite(count)) onChange(Math.min(most, Math.max(least, count)));
      }}
    />
  );
}
