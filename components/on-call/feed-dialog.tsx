"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { OneTimeSecret } from "#components/ui/one-time-secret.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useOnCallChanged } from "./use-on-call-changed.ts";

type FeedDialogProps = { isOpen: boolean; schedule: { id: string; name: string } | null; onClose: () => void };

/** Makes an address for a calendar application: of one's own shifts, or of a schedule. */
export function FeedDialog({ isOpen, schedule, onClose }: FeedDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      title="Calendar address"
      description={schedule ? `All shifts of ${schedule.name}, for a calendar application.` : "Your own shifts, for a calendar application."}
      onClose={onClose}
    >
      {isOpen ? <FeedForm schedule={schedule?.id ?? null} onClose={onClose} /> : null}
    </Dialog>
  );
}

function FeedForm({ schedule, onClose }: { schedule: string | null; onClose: () => void }) {
  const trpc = useTRPC();
  const changed = useOnCallChanged();
  const [address, setAddress] = useState<string | null>(null);
  const create = useCommand(trpc.oncall.createFeed.mutationOptions(), ({ path }) => {
    setAddress(new URL(path, window.location.origin).href);
    changed();
  });
  if (address)
    return (
      <OneTimeSecret label="Calendar address" secret={address} title="Shown this once" copy="Copy the address" onClose={onClose}>
        Whoever has it can read these shifts without signing in. Subscribe to it in your calendar application; under My shifts you can revoke it.
      </OneTimeSecret>
    );
  return (
    <div className="grid gap-2 text-13 text-ink-soft">
      <p>A calendar application that subscribes to the address shows shifts as events, and follows changes by itself.</p>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" isPending={create.isPending} onClick={() => create.mutate({ schedule })}>
          Make an address
        </Button>
      </DialogActions>
    </div>
  );
}
