"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { OneTimeSecret } from "#components/ui/one-time-secret.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { IntegrationSummary } from "#lib/contracts/integration.ts";
import { INTEGRATION_KINDS } from "#lib/contracts/integration-kinds.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

/** What can be done with an integration. */
export function IntegrationActions({ integration }: { integration: IntegrationSummary }) {
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useIntegrationsChanged();
  const [open, setOpen] = useState<"secret" | "delete" | null>(null);
  const { id, name, kind, version, isEnabled } = integration;
  const test = useCommand(trpc.integrations.sendTest.mutationOptions(), () => {
    changed();
    toast.done(INTEGRATION_KINDS[kind].gives === "alerts" ? "A test alert came in. It goes by your rules." : "A test change came in.");
  });
  const change = useCommand(trpc.integrations.change.mutationOptions(), changed);
  const remove = useCommand(trpc.integrations.delete.mutationOptions(), () => {
    changed();
    router.push("/settings/integrations");
  });
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon={<Send size={13} aria-hidden />} isPending={test.isPending} isDisabled={!isEnabled} onClick={() => test.mutate({ id })}>
        {INTEGRATION_KINDS[kind].gives === "alerts" ? "Send test alert" : "Send test change"}
      </Button>
      <Button onClick={() => setOpen("secret")}>Replace the secret…</Button>
      <Button isPending={change.isPending} onClick={() => change.mutate({ id, version, isEnabled: !isEnabled })}>
        {isEnabled ? "Disable" : "Enable"}
      </Button>
      <Button onClick={() => setOpen("delete")}>Delete…</Button>
      <Dialog isOpen={open === "secret"} title="Replace the secret" onClose={() => setOpen(null)}>
        <SecretForm integration={integration} onClose={() => setOpen(null)} />
      </Dialog>
      <ConfirmDialog
        isOpen={open === "delete"}
        title={`Delete ${name}?`}
        confirm="Delete the integration"
        isDangerous
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({ id })}
        onClose={() => setOpen(null)}
      >
        Its address and secret stop working at once. Its alerts and what it sent stay. This cannot be undone; disabling can.
      </ConfirmDialog>
    </div>
  );
}

export function useIntegrationsChanged(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: trpc.integrations.pathFilter().queryKey });
}

function SecretForm({ integration: { id, kind }, onClose }: { integration: IntegrationSummary; onClose: () => void }) {
  const trpc = useTRPC();
  const changed = useIntegrationsChanged();
  const [secret, setSecret] = useState("");
  const rotate = useCommand(trpc.integrations.rotate.mutationOptions());
  const done = () => {
    changed();
    onClose();
  };
  if (rotate.data)
    return (
      <OneTimeSecret label="New secret" secret={rotate.data.secret} title="The new secret is shown only now" copy="Copy the secret" onClose={done}>
        Enter it at the sender. The former one counts too until <TimeText at={rotate.data.previousUntil} />.
      </OneTimeSecret>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.mutate({ id, ...(secret ? { secret } : {}) });
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      <p className="text-13 text-ink-soft">The present secret counts for another day, so that nothing is refused meanwhile.</p>
      <Input
        label={INTEGRATION_KINDS[kind].isSecretTheirs ? "The secret that the sender shows" : "Secret of your own (optional)"}
        value={secret}
        onChange={setSecret}
        autoComplete="off"
        help={INTEGRATION_KINDS[kind].isSecretTheirs ? undefined : "Left empty, one is made."}
        error={fieldError(rotate.problem, "secret")}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={rotate.isPending}>
          Replace
        </Button>
      </DialogActions>
    </form>
  );
}
