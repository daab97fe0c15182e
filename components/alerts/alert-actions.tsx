"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { IncidentPicker } from "#components/incidents/other-incident-form.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { AlertDetail } from "#lib/contracts/alert.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { MaintenanceDialog } from "./maintenance-dialog.tsx";
import { silenceOf } from "./maintenance-words.ts";
import { useAlertsChanged } from "./use-alerts-live.ts";

/** What a person can do with an alert. Acknowledging is done where it comes from, or on its incident. */
export function AlertActions({ alert }: { alert: AlertDetail }) {
  const trpc = useTRPC();
  const changed = useAlertsChanged();
  const { me } = useConsole();
  const [open, setOpen] = useState<"declare" | "attach" | "silence" | null>(null);
  const detach = useCommand(trpc.alerts.detach.mutationOptions(), () => {
    changed();
    toast.done("The alert is off the incident.");
  });
  const close = () => setOpen(null);
  if (me.role === "viewer") return null;
  return (
    <>
      <div className="flex flex-wrap gap-2 pt-1">
        {alert.incident ? (
          <Button size="sm" isPending={detach.isPending} onClick={() => detach.mutate({ id: alert.id })}>
            Take off the incident
          </Button>
        ) : (
          <>
            <Button size="sm" variant="primary" onClick={() => setOpen("declare")}>
              Declare…
            </Button>
            <Button size="sm" onClick={() => setOpen("attach")}>
              Attach…
            </Button>
          </>
        )}
        <Button size="sm" onClick={() => setOpen("silence")}>
          Silence…
        </Button>
      </div>
      <p className="text-12 text-ink-faint">
        {alert.incident
          ? "Acknowledge on the incident."
          : "There is nothing to acknowledge here: that is done on an incident, or where the alert comes from."}
      </p>
      <Dialog isOpen={open === "declare"} title="Declare an incident from this alert" onClose={close}>
        <DeclareForm alert={alert} onClose={close} />
      </Dialog>
      <Dialog isOpen={open === "attach"} title="Attach to an incident" onClose={close}>
        <AttachForm alert={alert} onClose={close} />
      </Dialog>
      <MaintenanceDialog isOpen={open === "silence"} first={silenceOf(alert)} onClose={close} />
    </>
  );
}

const SEVERITY_OPTIONS = [{ value: "", label: "In triage, without one" }, ...SEVERITIES.map((value) => ({ value, label: value }))] as const;

function DeclareForm({ alert, onClose }: { alert: AlertDetail; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [title, setTitle] = useState(alert.title.slice(0, 200));
  const [severity, setSeverity] = useState<(typeof SEVERITY_OPTIONS)[number]["value"]>("");
  const declare = useCommand(trpc.alerts.declare.mutationOptions(), ({ reference }) => router.push(`/incidents/${reference}`));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    declare.mutate({ id: alert.id, title, severity: severity || null });
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      <Input label="Title" value={title} onChange={setTitle} isAutoFocused error={fieldError(declare.problem, "title")} />
      <Select label="Severity" value={severity} options={SEVERITY_OPTIONS} onChange={setSeverity} />
      <p className="text-12 text-ink-soft">You become its commander. Its beginning, service and description are taken from the alert.</p>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={declare.isPending}>
          Declare
        </Button>
      </DialogActions>
    </form>
  );
}

function AttachForm({ alert, onClose }: { alert: AlertDetail; onClose: () => void }) {
  const trpc = useTRPC();
  const changed = useAlertsChanged();
  const [chosen, setChosen] = useState<Choice[]>([]);
  const attach = useCommand(trpc.alerts.attach.mutationOptions(), ({ reference }) => {
    changed();
    onClose();
    toast.done(`Attached to ${reference}.`);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen[0]) attach.mutate({ id: alert.id, reference: chosen[0].id });
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <IncidentPicker label="Incident" state="open" chosen={chosen} onChange={setChosen} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={attach.isPending} isDisabled={chosen.length === 0}>
          Attach
        </Button>
      </DialogActions>
    </form>
  );
}
