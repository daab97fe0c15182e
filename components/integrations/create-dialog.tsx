"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { INTEGRATION_KINDS, type IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { KIND_OPTIONS } from "./integration-words.ts";
import { Setup } from "./setup.tsx";

/** Makes an address for a system, and shows its secret the one time. */
export function CreateDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} title="Add an integration" size="lg" onClose={onClose}>
      <CreateForm onClose={onClose} />
    </Dialog>
  );
}

function CreateForm({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [kind, setKind] = useState<IntegrationKind>("alertmanager");
  const [name, setName] = useState<string>(INTEGRATION_KINDS.alertmanager.title);
  const [secret, setSecret] = useState("");
  const create = useCommand(
    trpc.integrations.create.mutationOptions(),
    () => void client.invalidateQueries({ queryKey: trpc.integrations.list.queryKey() }),
  );
  if (create.data) return <Made kind={kind} made={create.data} onClose={onClose} />;
  const description = INTEGRATION_KINDS[kind];
  const choose = (next: IntegrationKind) => {
    if (name === description.title) setName(INTEGRATION_KINDS[next].title);
    setKind(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ kind, name, ...(secret ? { secret } : {}) });
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      <Select label="System" value={kind} options={KIND_OPTIONS} help={`${description.about} ${description.proves}`} onChange={choose} />
      <Input label="Name" value={name} onChange={setName} error={fieldError(create.problem, "name")} />
      {description.isSecretTheirs ? (
        <Input
          label="Secret (optional now)"
          value={secret}
          onChange={setSecret}
          autoComplete="off"
          help={`${description.title} shows it when the webhook is saved there. It can be entered afterwards.`}
          error={fieldError(create.problem, "secret")}
        />
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending}>
          Add
        </Button>
      </DialogActions>
    </form>
  );
}

function Made({ kind, made, onClose }: { kind: IntegrationKind; made: { id: string; url: string; secret: string }; onClose: () => void }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Callout tone="accent" title="The secret is shown only now">
        Copy it to the sender. If it gets lost, replace it: both count for a day then.
      </Callout>
      <Value label="Address" value={made.url} />
      <Value label="Secret" value={made.secret} />
      <Setup kind={kind} url={made.url} secret={made.secret} />
      <DialogActions>
        <Link href={`/settings/integrations/${made.id}`} className="self-center text-13 text-accent-ink underline underline-offset-2">
          Open it
        </Link>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </div>
  );
}

/** Something to copy as it is. */
export function Value({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <span className="text-12 font-medium text-ink-soft">{label}</span>
      <div className="flex items-center gap-1.5">
        <output
          aria-label={label}
          className="min-w-0 flex-1 rounded-md border border-line bg-surface-sunk px-2.5 py-1.5 font-mono text-12 select-all wrap-anywhere"
        >
          {value}
        </output>
        <CopyButton text={value} label={`Copy the ${label.toLowerCase()}`} />
      </div>
    </div>
  );
}
