"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { MethodView } from "#lib/contracts/contact-methods.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { forgetThisBrowser } from "./browser-subscription.ts";
import { lossOf } from "./method-words.ts";
import { useContactChanged } from "./use-contact-changed.ts";

/** Asks before it removes a means, and says which steps of the plan go with it. */
export function RemoveMethod({ id, method }: { id: string; method: MethodView }) {
  const trpc = useTRPC();
  const changed = useContactChanged();
  const [isAsking, setAsking] = useState(false);
  const remove = useCommand(trpc.contact.remove.mutationOptions(), () => {
    toast.done(`“${method.label}” is removed`);
    setAsking(false);
    changed();
    if (method.kind === "web-push") void forgetThisBrowser(id);
  });
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setAsking(true)} aria-label={`Remove ${method.label}`}>
        Remove
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Remove “${method.label}”?`}
        confirm="Remove it"
        isDangerous
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({ id })}
        onClose={() => setAsking(false)}
      >
        No page goes to {method.address} any more. {lossOf(method) ?? "No step of your plan names it."}
      </ConfirmDialog>
    </>
  );
}
