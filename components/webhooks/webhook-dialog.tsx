"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import type { FactKind } from "#lib/contracts/timeline.ts";
import type { WebhookSummary } from "#lib/contracts/webhook.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { KindsChoice } from "./kinds-choice.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { useWebhooksChanged } from "./use-webhooks-changed.ts";

type WebhookDialogProps = { isOpen: boolean; webhook: WebhookSummary | null; onClose: () => void };

/** Makes a webhook and shows its secret once, or changes one. */
export function WebhookDialog({ isOpen, webhook, onClose }: WebhookDialogProps) {
  return (
    <Dialog isOpen={isOpen} title={webhook ? `Edit ${webhook.name}` : "New webhook"} onClose={onClose}>
      <WebhookForm webhook={webhook} onClose={onClose} />
    </Dialog>
  );
}

const NO_KIND = "Choose at least one kind of event, or everything.";

function WebhookForm({ webhook, onClose }: Omit<WebhookDialogProps, "isOpen">) {
  const trpc = useTRPC();
  const changed = useWebhooksChanged();
  const [name, setName] = useState(webhook?.name ?? "");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [kinds, setKinds] = useState<FactKind[] | null>(webhook && webhook.kinds.length > 0 ? webhook.kinds : null);
  const [includesPrivate, setIncludesPrivate] = useState(false);
  const [isNoneChosen, setNoneChosen] = useState(false);
  const create = useCommand(trpc.webhooks.create.mutationOptions(), changed);
  const change = useCommand(trpc.webhooks.change.mutationOptions(), () => {
    changed();
    onClose();
  });
  const problem = create.problem ?? change.problem;
  const form = useRef<HTMLFormElement>(null);
  const refused = create.error ?? change.error;
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refused]);
  if (create.data) return <SecretOnce secret={create.data.secret} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setNoneChosen(kinds?.length === 0);
    if (kinds?.length === 0) return;
    const wanted = { name, url, kinds: kinds ?? [] };
    if (webhook) change.mutate({ id: webhook.id, version: webhook.version, ...wanted });
    else create.mutate({ ...wanted, includesPrivate });
  };
  return (
    <form ref={form} className="grid gap-4" noValidate onSubmit={submit}>
      {problem?.code === "conflict" ? <Callout tone="warn" title={problem.detail} /> : null}
      <Input
        label="Name"
        value={name}
        onChange={setName}
        aria-required
        isAutoFocused
        placeholder="Status board"
        error={fieldError(problem, "name")}
      />
      <Input
        label="Address"
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={url}
        onChange={setUrl}
        aria-required
        placeholder="https://hooks.example.com/muster"
        help="Muster sends a POST there for each event."
        error={fieldError(problem, "url")}
      />
      <KindsChoice kinds={kinds} error={isNoneChosen && kinds?.length === 0 ? NO_KIND : fieldError(problem, "kinds")} onChange={setKinds} />
      {webhook ? (
        <p className="text-12 text-ink-faint">
          {webhook.includesPrivate ? "It is told of private incidents too." : "It is not told of private incidents."} That was decided when it was
          made.
        </p>
      ) : (
        <Checkbox
          label="Private incidents too"
          help="Whoever reads the receiver then sees incidents that they are not named on. It cannot be changed later."
          isChecked={includesPrivate}
          onChange={setIncludesPrivate}
        />
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending || change.isPending}>
          {webhook ? "Save" : "Create the webhook"}
        </Button>
      </DialogActions>
    </form>
  );
}
