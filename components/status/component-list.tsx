"use client";

import { ArrowUp, Trash2 } from "lucide-react";
import { v7 } from "uuid";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { PageComponent } from "#lib/contracts/status/page.ts";
import { fieldError, type Problem } from "#lib/trpc/client.tsx";

type Props = {
  components: PageComponent[];
  services: { id: string; name: string }[];
  onChange: (components: PageComponent[]) => void;
  problem: Problem | null;
};

/** The parts of a page in their order, each tied to a service of the catalogue or to none. */
export function ComponentList({ components, services, onChange, problem }: Props) {
  const change = (id: string, part: Partial<PageComponent>) => onChange(components.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const raise = (index: number) =>
    onChange(components.toSpliced(index, 1).toSpliced(Math.max(0, index - 1), 0, ...components.slice(index, index + 1)));
  const choices = [{ value: "", label: "No service" }, ...services.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-2 text-14 font-semibold">Components</legend>
      {components.length === 0 ? (
        <p className="text-13 text-ink-soft">What your service consists of, as customers know it. Add the first one.</p>
      ) : null}
      {components.map((one, index) => (
        <div key={one.id} className="grid grid-cols-[1fr_auto_auto] items-end gap-2 border-b border-line pb-2 sm:grid-cols-[2fr_1fr_2fr_auto_auto]">
          <Input
            label="Name"
            value={one.name}
            onChange={(name) => change(one.id, { name })}
            error={fieldError(problem, `components.${index}.name`)}
          />
          <Input label="Group" value={one.group} onChange={(group) => change(one.id, { group })} />
          <Select
            label="Service"
            value={one.serviceId ?? ""}
            options={choices}
            onChange={(serviceId) => change(one.id, { serviceId: serviceId || null })}
          />
          <IconButton label={`Move ${one.name || "component"} up`} icon={<ArrowUp aria-hidden className="size-4" />} onClick={() => raise(index)} />
          <IconButton
            label={`Remove ${one.name || "component"}`}
            icon={<Trash2 aria-hidden className="size-4" />}
            onClick={() => onChange(components.filter(({ id }) => id !== one.id))}
          />
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...components, { id: v7(), name: "", group: "", description: "", serviceId: null }])}>Add component</Button>
      </div>
    </fieldset>
  );
}
