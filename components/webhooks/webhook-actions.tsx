"use client";

import { MoreHorizontal, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { WebhookSummary } from "#lib/contracts/webhook.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { useWebhooksChanged } from "./use-webhooks-changed.ts";
import { WebhookDialog } from "./webhook-dialog.tsx";

type Asking = "edit" | "rotate" | "delete" | null;

/** What can be done with a webhook. */
export function WebhookActions({ webhook }: { webhook: WebhookSummary }) {
  const trpc = useTRPC();
  const changed = useWebhooksChanged();
  const [asking, setAsking] = useState<Asking>(null);
  const { id, name, version, isEnabled } = webhook;
  const close = () => setAsking(null);
  const test = useCommand(trpc.webhooks.sendTest.mutationOptions(), () => {
    changed();
    toast.done("The test event is on its way");
  });
  const change = useCommand(trpc.webhooks.change.mutationOptions(), changed);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isEnabled ? (
        <Button icon={<Send size={14} aria-hidden />} isPending={test.isPending} onClick={() => test.mutate({ id })}>
          Send test event
        </Button>
      ) : (
        <Button variant="primary" isPending={change.isPending} onClick={() => change.mutate({ id, version, isEnabled: true })}>
          Enable
        </Button>
      )}
      <Button onClick={() => setAsking("edit")}>Edit</Button>
      <Menu
        label={`Actions for ${name}`}
        align="start"
        trigger={<IconButton size="sm" label={`Actions for ${name}`} icon={<MoreHorizontal size={15} />} isPending={change.isPending} />}
        items={[
          { label: "Replace the secret…", onSelect: () => setAsking("rotate") },
          ...(isEnabled ? [{ label: "Disable", onSelect: () => change.mutate({ id, version, isEnabled: false }) }] : []),
          { label: "Delete…", isDangerous: true, startsGroup: true, onSelect: () => setAsking("delete") },
        ]}
      />
      <WebhookDialog key={version} isOpen={asking === "edit"} webhook={webhook} onClose={close} />
      {asking === "rotate" ? <RotateDialog webhook={webhook} onClose={close} /> : null}
      <DeleteDialog isOpen={asking === "delete"} webhook={webhook} onClose={close} />
    </div>
  );
}

function RotateDialog({ webhook, onClose }: { webhook: WebhookSummary; onClose: () => void }) {
  const trpc = useTRPC();
  const changed = useWebhooksChanged();
  const rotate = useCommand(trpc.webhooks.rotateSecret.mutationOptions(), changed);
  if (rotate.data)
    return (
      <Dialog isOpen title={`The new secret of ${webhook.name}`} onClose={onClose}>
        <SecretOnce {...rotate.data} onClose={onClose} />
      </Dialog>
    );
  return (
    <ConfirmDialog
      isOpen
      title={`Replace the secret of ${webhook.name}?`}
      confirm="Replace the secret"
      isPending={rotate.isPending}
      onConfirm={() => rotate.mutate({ id: webhook.id })}
      onClose={onClose}
    >
      For a day messages are signed by the old one and the new one, so that the receiver can change over without missing any.
    </ConfirmDialog>
  );
}

function DeleteDialog({ isOpen, webhook, onClose }: { isOpen: boolean; webhook: WebhookSummary; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useWebhooksChanged();
  const remove = useCommand(trpc.webhooks.delete.mutationOptions(), () => {
    changed();
    toast.done(`${webhook.name} is deleted`);
    router.push("/settings/webhooks");
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={`Delete ${webhook.name}?`}
      confirm="Delete the webhook"
      isDangerous
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ id: webhook.id })}
      onClose={onClose}
    >
      {webhook.waiting > 0 ? `${webhook.waiting} messages that wait are not sent. ` : ""}
      Its secret is wiped and its log goes from this screen. This cannot be undone; disabling can.
    </ConfirmDialog>
  );
}
