"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { OneTimeSecret } from "#components/ui/one-time-secret.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import type { MethodKind } from "#lib/contracts/contact.ts";
import { fieldError, type Problem, useTRPC } from "#lib/trpc/client.tsx";
import { useContactChanged } from "./use-contact-changed.ts";
import { VerifyForm } from "./verify-dialog.tsx";

type Kind = Exclude<MethodKind, "web-push">;
const KINDS = {
  email: {
    label: "E-mail",
    field: "Address",
    help: "A code goes there, to show that it is yours.",
    placeholder: "ada@example.com",
    name: "Mail at home",
  },
  slack: {
    label: "Slack message",
    field: "Member ID, or the e-mail of your Slack profile",
    help: "A code goes there. The ID is in your Slack profile, behind the three dots.",
    placeholder: "U02ABCDEF12",
    name: "Slack",
  },
  webhook: {
    label: "Webhook, for text messages and the like",
    field: "Address to send to",
    help: "Each page is a signed POST (Standard Webhooks).",
    placeholder: "https://hooks.example.com/page-me",
    name: "Text messages",
  },
} as const satisfies Record<Kind, object>;

type AddProps = { able: readonly MethodKind[]; onClose: () => void };

/** Adds a means and goes on to showing that it is one's own. */
export function AddMethodDialog({ isOpen, ...rest }: AddProps & { isOpen: boolean }) {
  return (
    <Dialog isOpen={isOpen} title="Add a means of reaching you" onClose={rest.onClose}>
      <AddSteps {...rest} />
    </Dialog>
  );
}

function AddSteps({ able, onClose }: AddProps) {
  const trpc = useTRPC();
  const changed = useContactChanged();
  const [kind, setKind] = useState<Kind>(able.includes("email") ? "email" : "webhook");
  const [isSecretKept, setSecretKept] = useState(false);
  const add = useCommand(trpc.contact.add.mutationOptions(), changed);
  if (!add.data) {
    const form = { able, kind, onKind: setKind, isPending: add.isPending, refusal: add.problem, onClose };
    return <AddForm {...form} onAdd={(wanted) => add.mutate(wanted)} />;
  }
  if (add.data.secret && !isSecretKept) {
    return (
      <OneTimeSecret
        label="Signing secret"
        secret={add.data.secret}
        title="Give this secret to the receiver"
        copy="Copy the secret"
        onClose={() => setSecretKept(true)}
      >
        It is shown only now. With it the receiver verifies that a page comes from here. Then verify: a signed test goes there.
      </OneTimeSecret>
    );
  }
  return <VerifyForm id={add.data.id} kind={kind} problem={add.data.problem} onClose={onClose} />;
}

type Wanted = { kind: Kind; label: string; address: string };
type AddFormProps = AddProps & {
  kind: Kind;
  onKind: (kind: Kind) => void;
  onAdd: (wanted: Wanted) => void;
  isPending: boolean;
  refusal: Problem | null;
};

function AddForm({ able, kind, onKind, onAdd, isPending, refusal, onClose }: AddFormProps) {
  const [address, setAddress] = useState("");
  const [label, setLabel] = useState("");
  const words = KINDS[kind];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAdd({ kind, address, label: label.trim() || words.name });
  };
  const options = (Object.keys(KINDS) as Kind[]).map((value) => ({
    value,
    label: KINDS[value].label,
    isDisabled: !able.includes(value),
    help: able.includes(value) ? undefined : "Not set up here. Ask an administrator to connect it.",
  }));
  const addressError = fieldError(refusal, "address") ?? fieldError(refusal, "url");
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      {refusal && !addressError && !fieldError(refusal, "label") ? <Callout tone="warn" title={refusal.detail} /> : null}
      <RadioGroup label="By what" value={kind} options={options} onChange={onKind} />
      <Input
        label={words.field}
        value={address}
        onChange={setAddress}
        isAutoFocused
        aria-required
        autoComplete="off"
        spellCheck={false}
        inputMode={kind === "webhook" ? "url" : "email"}
        placeholder={words.placeholder}
        help={words.help}
        error={addressError}
      />
      <Input label="What you call it" value={label} onChange={setLabel} placeholder={words.name} error={fieldError(refusal, "label")} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {kind === "webhook" ? "Add it" : "Add it and send the code"}
        </Button>
      </DialogActions>
    </form>
  );
}
