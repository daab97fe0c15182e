"use client";

import { Plus, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Slo } from "#lib/contracts/service.ts";
import type { Problem } from "#lib/trpc/client.tsx";

/** An objective as it is typed: the share in percent. */
export type SloDraft = { key: string; name: string; percent: string; windowDays: string };

export function sloDrafts(slos: Slo[]): SloDraft[] {
  return slos.map(({ name, objective, windowDays }) => ({
    key: crypto.randomUUID(),
    name,
    percent: String(Number((objective * 100).toFixed(6))),
    windowDays: String(windowDays),
  }));
}

export function slosFrom(drafts: SloDraft[]): Slo[] {
  return drafts.map(({ name, percent, windowDays }) => ({
    name,
    objective: Number((Number(percent.replace(",", ".")) / 100).toFixed(8)),
    windowDays: Number(windowDays),
  }));
}

type SloFieldsProps = { slos: SloDraft[]; onChange: (slos: SloDraft[]) => void; problem: Problem | null };

/** The objectives of a service, a line each. */
export function SloFields({ slos, onChange, problem }: SloFieldsProps) {
  const set = (key: string, change: Partial<SloDraft>) => onChange(slos.map((slo) => (slo.key === key ? { ...slo, ...change } : slo)));
  const error = problem?.errors.find(({ path }) => /(^|\.)slos/.test(path))?.message;
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 text-12 font-medium text-ink-soft">Objectives</legend>
      {slos.map((slo) => (
        <div key={slo.key} className="grid grid-cols-[minmax(0,1fr)_76px_76px_auto] items-end gap-1.5">
          <Input label="Name" value={slo.name} placeholder="Availability" onChange={(name) => set(slo.key, { name })} />
          <Input label="Percent" inputMode="decimal" value={slo.percent} placeholder="99.9" onChange={(percent) => set(slo.key, { percent })} />
          <Input label="Days" inputMode="numeric" value={slo.windowDays} onChange={(windowDays) => set(slo.key, { windowDays })} />
          <IconButton
            label={`Remove ${slo.name || "this objective"}`}
            icon={<X size={14} />}
            onClick={() => onChange(slos.filter(({ key }) => key !== slo.key))}
          />
        </div>
      ))}
      {error ? <FieldError>{error}</FieldError> : null}
      <div>
        <Button
          size="sm"
          icon={<Plus size={13} aria-hidden />}
          onClick={() => onChange([...slos, { key: crypto.randomUUID(), name: "Availability", percent: "99.9", windowDays: "30" }])}
        >
          Add an objective
        </Button>
      </div>
    </fieldset>
  );
}
