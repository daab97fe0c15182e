"use client";

import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import type { PersonSummary } from "#lib/contracts/people.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { OneTimeLink } from "./one-time-link.tsx";

/** Lets somebody who forgot their password in again, by a link that the administrator hands over. */
export function PasswordLinkDialog({ person, onClose }: { person: PersonSummary; onClose: () => void }) {
  const trpc = useTRPC();
  const make = useCommand(trpc.people.makePasswordLink.mutationOptions());
  return (
    <Dialog
      isOpen
      title={`A new password for ${person.name}`}
      description="They set it by a link that works once, within a day. A second factor stays."
      onClose={onClose}
    >
      {make.data ? (
        <OneTimeLink what="Password link" {...make.data} forWhom={person.name} onClose={onClose} />
      ) : (
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" isPending={make.isPending} onClick={() => make.mutate({ id: person.id })}>
            Make the link
          </Button>
        </DialogActions>
      )}
    </Dialog>
  );
}
