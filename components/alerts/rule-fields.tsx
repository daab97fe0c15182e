"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { RuleDefinition } from "#lib/contracts/alert-rule.ts";
import { ALERT_LEVELS } from "#lib/contracts/alert-terms.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { fieldError, type Problem } from "#lib/trpc/client.tsx";
import { HoursField } from "./hours-field.tsx";
import { MatchersField } from "./matchers-field.tsx";

const ACTIONS = [
  { value: "declare", label: "Declare an incident" },
  { value: "attach", label: "Attach to an open incident, else record" },
  { value: "record", label: "Only record" },
] as const;
const JOINS = [
  { value: "key", label: "alerts with the same key" },
  { value: "service", label: "the same service" },
  { value: "label", label: "the same label" },
] as const;
const SEVERITY_OPTIONS = SEVERITIES.map((value) => ({ value, label: value }));

type FieldsProps = { definition: RuleDefinition; path: string; problem: Problem | null; onChange: (definition: RuleDefinition) => void };

/** Everything that a rule says, to be edited. */
export function RuleFields({ definition, path, problem, onChange }: FieldsProps) {
  const set = (next: Partial<RuleDefinition>) => onChange({ ...definition, ...next });
  const wrong = (field: string) => fieldError(problem, `${path}.${field}`);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-line pt-3">
      <Input label="Name" value={definition.name} onChange={(name) => set({ name })} error={wrong("name")} />
      <MatchersField
        legend="When all of these hold"
        none="It matches every alert."
        matchers={definition.matchers}
        errorAt={(index) => wrong(`matchers.${index}.value`) ?? wrong(`matchers.${index}.label`) ?? null}
        onChange={(matchers) => set({ matchers })}
      />
      <HoursField hours={definition.hours} onChange={(hours) => set({ hours })} />
      <Select label="Then" value={definition.action} options={ACTIONS} onChange={(action) => set({ action })} />
      {definition.action === "record" ? null : <JoinFields definition={definition} error={wrong("attachLabel") ?? null} set={set} />}
      {definition.action === "declare" ? <DeclareFields definition={definition} set={set} /> : null}
    </div>
  );
}

type PartProps = { definition: RuleDefinition; set: (next: Partial<RuleDefinition>) => void };

function JoinFields({ definition: { attachBy, attachLabel }, error, set }: PartProps & { error: string | null }) {
  const toggle = (by: (typeof JOINS)[number]["value"], isOn: boolean) =>
    set({ attachBy: isOn ? [...attachBy, by] : attachBy.filter((one) => one !== by) });
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 text-12 font-medium text-ink-soft">First join an open incident that has</legend>
      {JOINS.map(({ value, label }) => (
        <Checkbox key={value} label={label} isChecked={attachBy.includes(value)} onChange={(isOn) => toggle(value, isOn)} />
      ))}
      {attachBy.includes("label") ? (
        <Input label="Which label" value={attachLabel} onChange={(next) => set({ attachLabel: next })} placeholder="alertname" error={error} />
      ) : null}
    </fieldset>
  );
}

function DeclareFields({ definition, set }: PartProps) {
  const { severities, title, isTriage, reopenMinutes } = definition;
  return (
    <>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {ALERT_LEVELS.map((level) => (
          <Select
            key={level}
            label={`${level} becomes`}
            value={severities[level]}
            options={SEVERITY_OPTIONS}
            onChange={(severity) => set({ severities: { ...severities, [level]: severity } })}
          />
        ))}
      </div>
      <Input
        label="Title of the incident"
        value={title}
        onChange={(next) => set({ title: next })}
        help="{{title}} and any label in double braces stand for what the alert says."
      />
      <Switch
        label="Begin in triage"
        help="Somebody confirms it. Without, it begins as under investigation."
        isChecked={isTriage}
        onChange={(next) => set({ isTriage: next })}
      />
      <Input
        label="Reopen when it fires again within (minutes)"
        type="number"
        min={0}
        max={1440}
        value={String(reopenMinutes)}
        onChange={(next) => set({ reopenMinutes: Math.max(0, Math.min(1_440, Math.round(Number(next) || 0))) })}
        help="After its incident was resolved. 0 declares a new one."
      />
    </>
  );
}
