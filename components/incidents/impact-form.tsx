"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { ServicePicker } from "#components/services/service-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ImpactFigures } from "#lib/contracts/incident.ts";
import { figuresInWords } from "#lib/describe-event.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import { useRoomView } from "./room-context.tsx";

const numberOf = (text: string) => (text.trim() === "" ? null : Number(text.replaceAll(",", "")));
const textOf = (value: number | null) => (value === null ? "" : String(value));

/** The figures of the impact and the services it touches. Empty means: not known. */
export function ImpactForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const [seen] = useState<ImpactFigures>(room.figures);
  const [services, setServices] = useState<Choice[]>(room.services);
  const [form, setForm] = useState({
    usersPercent: textOf(seen.usersPercent),
    customers: textOf(seen.customers),
    revenuePerHour: textOf(seen.revenuePerHour),
    regions: seen.regions.join(", "),
    text: seen.text ?? "",
    dataLoss: seen.dataLoss === true,
    security: seen.security === true,
    none: seen.none,
  });
  const put = (key: keyof typeof form) => (value: string | boolean) => setForm((before) => ({ ...before, [key]: value }));
  const change = useCommand(trpc.incidents.changeServices.mutationOptions());
  const set = useCommand(trpc.incidents.setFigures.mutationOptions(), onDone);
  const figures: ImpactFigures = {
    usersPercent: numberOf(form.usersPercent),
    customers: numberOf(form.customers),
    revenuePerHour: numberOf(form.revenuePerHour),
    regions: form.regions
      .split(",")
      .map((region) => region.trim())
      .filter(Boolean),
    text: form.text.trim() || null,
    dataLoss: form.dataLoss || (seen.dataLoss === null ? null : false),
    security: form.security || (seen.security === null ? null : false),
    none: form.none,
  };
  async function save(expected: ImpactFigures): Promise<void> {
    const add = services.filter(({ id }) => !room.services.some((service) => service.id === id)).map(({ id }) => id);
    const remove = room.services.filter(({ id }) => !services.some((service) => service.id === id)).map(({ id }) => id);
    if (add.length + remove.length > 0) await change.mutateAsync({ reference: room.reference, add, remove }).catch(() => undefined);
    if (JSON.stringify(figures) === JSON.stringify(expected)) onDone();
    else set.mutate({ reference: room.reference, figures, expected });
  }
  const conflict = set.problem?.conflict;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save(seen);
      }}
    >
      {conflict ? (
        <ConflictChoice
          label="impact"
          yours={figuresInWords(figures)}
          theirs={figuresInWords(room.figures)}
          by={conflict.by}
          onYours={() => void save(room.figures)}
          onTheirs={onDone}
        />
      ) : null}
      <ServicePicker chosen={services} onChange={setServices} />
      <div className="grid gap-3 sm:grid-cols-3">
        <Input
          label="Users affected, %"
          inputMode="decimal"
          value={form.usersPercent}
          onChange={put("usersPercent")}
          error={fieldError(set.problem, "figures.usersPercent")}
        />
        <Input
          label="Customers"
          inputMode="numeric"
          value={form.customers}
          onChange={put("customers")}
          error={fieldError(set.problem, "figures.customers")}
        />
        <Input
          label="Revenue per hour"
          inputMode="decimal"
          value={form.revenuePerHour}
          onChange={put("revenuePerHour")}
          error={fieldError(set.problem, "figures.revenuePerHour")}
        />
      </div>
      <Input label="Regions, separated by commas" value={form.regions} onChange={put("regions")} error={fieldError(set.problem, "figures.regions")} />
      <Textarea label="In words" value={form.text} onChange={put("text")} error={fieldError(set.problem, "figures.text")} />
      <div className="flex flex-wrap gap-4">
        <Checkbox label="Data was lost" isChecked={form.dataLoss} onChange={put("dataLoss")} />
        <Checkbox label="Security is affected" isChecked={form.security} onChange={put("security")} />
        <Checkbox label="There is no impact" isChecked={form.none} onChange={put("none")} />
      </div>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={set.isPending || change.isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
