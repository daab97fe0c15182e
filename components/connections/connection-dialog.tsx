"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ConnectionSummary } from "#lib/contracts/connection.ts";
import { CONNECTION_KINDS, type ConnectionKind } from "#lib/contracts/connection-kinds.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { ConnectionFields, rawsOf, valuesOf } from "./connection-fields.tsx";
import { type Ability, KIND_OPTIONS } from "./connection-words.ts";
import { useConnectionsChanged } from "./use-connections-changed.ts";

type ConnectionDialogProps = {
  isOpen: boolean;
  connection: ConnectionSummary | null;
  ability: Ability;
  onClose: () => void;
  onSaved: (id: string) => void;
};

const FIRST = { reads: "prometheus", notifies: "slack", tracks: "github" } as const;
const KIND_LABELS = { reads: "System", notifies: "Channel", tracks: "Tracker" } as const;
const TITLES = { reads: "Connect a system", notifies: "Connect a channel", tracks: "Connect a tracker" } as const;

/** Connects a system or a channel, or changes how it is reached. A system is tested once it is saved; a channel only when somebody asks for it. */
export function ConnectionDialog({ isOpen, connection, ability, onClose, onSaved }: ConnectionDialogProps) {
  return (
    <Dialog isOpen={isOpen} title={connection ? `Edit ${connection.name}` : TITLES[ability]} onClose={onClose}>
      <ConnectionForm connection={connection} ability={ability} onClose={onClose} onSaved={onSaved} />
    </Dialog>
  );
}

function ConnectionForm({ connection, ability, onClose, onSaved }: Omit<ConnectionDialogProps, "isOpen">) {
  const [kind, setKind] = useState<ConnectionKind>(connection?.kind ?? FIRST[ability]);
  const [name, setName] = useState(connection?.name ?? CONNECTION_KINDS[kind].title);
  const [raws, setRaws] = useState(() => rawsOf(kind, connection));
  const { save, problem, isPending } = useSaving(connection, onClose, ability === "notifies" ? nothing : onSaved);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problem]);
  const chooseKind = (chosen: ConnectionKind) => {
    if (name === CONNECTION_KINDS[kind].title) setName(CONNECTION_KINDS[chosen].title);
    setKind(chosen);
    setRaws(rawsOf(chosen, null));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save({ kind, name, ...valuesOf(kind, raws) });
  };
  return (
    <form ref={form} className="grid gap-4" noValidate onSubmit={submit}>
      {problem?.code === "conflict" ? <Callout tone="warn" title={problem.detail} /> : null}
      {connection ? null : (
        <Select label={KIND_LABELS[ability]} value={kind} options={KIND_OPTIONS[ability]} help={CONNECTION_KINDS[kind].about} onChange={chooseKind} />
      )}
      <Input label="Name" value={name} onChange={setName} aria-required error={fieldError(problem, "name")} />
      <ConnectionFields
        kind={kind}
        raws={raws}
        stored={connection?.secrets ?? {}}
        problem={problem}
        onChange={(field, raw) => setRaws((before) => ({ ...before, [field]: raw }))}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {ability === "notifies" ? "Save" : "Save and test"}
        </Button>
      </DialogActions>
    </form>
  );
}

function nothing(): void {
  // A test would send a message to somebody.
}

type Wanted = { kind: ConnectionKind; name: string } & ReturnType<typeof valuesOf>;

function useSaving(connection: ConnectionSummary | null, onClose: () => void, onSaved: (id: string) => void) {
  const trpc = useTRPC();
  const changed = useConnectionsChanged();
  const done = (id: string) => {
    changed();
    onClose();
    onSaved(id);
  };
  const create = useCommand(trpc.connections.create.mutationOptions(), ({ id }) => done(id));
  const change = useCommand(trpc.connections.change.mutationOptions(), () => done(connection?.id ?? ""));
  const save = ({ kind, name, settings, secrets }: Wanted) => {
    if (connection) change.mutate({ id: connection.id, version: connection.version, name, settings, secrets });
    else create.mutate({ kind, name, settings, secrets });
  };
  const refused = connection ? change : create;
  return { save, problem: refused.problem, isPending: refused.isPending };
}
