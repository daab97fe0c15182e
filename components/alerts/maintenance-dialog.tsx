"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { toInstant, toLocalInput } from "#components/incidents/local-time.ts";
import { ServicePicker } from "#components/services/service-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import type { FirstMaintenance } from "./maintenance-words.ts";
import { MatchersField } from "./matchers-field.tsx";
import { useAlertsChanged } from "./use-alerts-live.ts";

type DialogProps = { isOpen: boolean; first: FirstMaintenance; onClose: () => void };

/** Plans a time in which alerts are expected. */
export function MaintenanceDialog({ isOpen, first, onClose }: DialogProps) {
  return (
    <Dialog isOpen={isOpen} title="Hold alerts back" description="They are kept and shown; nothing is declared until it is over." onClose={onClose}>
      <MaintenanceForm first={first} onClose={onClose} />
    </Dialog>
  );
}

const inMinutes = (minutes: number): string => toLocalInput(new Date(Date.now() + minutes * 60_000).toISOString());

function MaintenanceForm({ first, onClose }: Omit<DialogProps, "isOpen">) {
  const trpc = useTRPC();
  const changed = useAlertsChanged();
  const [title, setTitle] = useState(first.title);
  const [services, setServices] = useState(first.services);
  const [matchers, setMatchers] = useState(first.matchers);
  const [from, setFrom] = useState(() => inMinutes(0));
  const [to, setTo] = useState(() => inMinutes(first.minutes));
  const plan = useCommand(trpc.alerts.planMaintenance.mutationOptions(), () => {
    changed();
    onClose();
    toast.done("Alerts are held back then.");
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [startsAt, endsAt] = [toInstant(from) ?? "", toInstant(to) ?? ""];
    plan.mutate({ title, services: services.map(({ id }) => id), matchers, startsAt, endsAt });
  };
  return (
    <form className="grid grid-cols-[minmax(0,1fr)] gap-4" noValidate onSubmit={submit}>
      <Input
        label="What is done"
        value={title}
        onChange={setTitle}
        isAutoFocused
        placeholder="Upgrade of the database"
        error={fieldError(plan.problem, "title")}
      />
      <ServicePicker label="Services" chosen={services} onChange={setServices} error={fieldError(plan.problem, "services")} />
      <MatchersField
        legend="Only alerts where"
        none="All alerts of these services."
        matchers={matchers}
        errorAt={(index) => fieldError(plan.problem, `matchers.${index}.value`) ?? fieldError(plan.problem, `matchers.${index}.label`) ?? null}
        onChange={setMatchers}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Input label="From" type="datetime-local" value={from} onChange={setFrom} error={fieldError(plan.problem, "startsAt")} />
        <Input label="Until" type="datetime-local" value={to} onChange={setTo} error={fieldError(plan.problem, "endsAt")} />
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={plan.isPending}>
          Hold back
        </Button>
      </DialogActions>
    </form>
  );
}
