"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { HandoverBrief } from "#lib/contracts/role.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { BRIEF_LABELS } from "./brief-labels.ts";
import { PersonPicker } from "./person-picker.tsx";

/** Offers command with a brief that is drafted from the timeline; until it is accepted, the offerer commands. */
export function HandoverDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const draft = useQuery({ ...trpc.room.draftBrief.queryOptions({ reference: room.reference }), staleTime: 0, gcTime: 0 });
  return (
    <Dialog isOpen title="Hand over command" size="lg" onClose={onClose}>
      {draft.data ? <HandoverForm draft={draft.data} onClose={onClose} /> : <Skeleton rows={4} />}
    </Dialog>
  );
}

function HandoverForm({ draft, onClose }: { draft: HandoverBrief; onClose: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const [to, setTo] = useState<Choice[]>([]);
  const [brief, setBrief] = useState(draft);
  const offer = useCommand(trpc.roles.offerHandover.mutationOptions(), onClose);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (to[0]) offer.mutate({ reference: room.reference, to: to[0].id, brief });
      }}
    >
      <PersonPicker label="To" chosen={to} onChange={setTo} />
      {(Object.keys(BRIEF_LABELS) as (keyof HandoverBrief)[]).map((part) => (
        <Textarea
          key={part}
          label={BRIEF_LABELS[part]}
          value={brief[part]}
          onChange={(text) => setBrief({ ...brief, [part]: text })}
          error={fieldError(offer.problem, `brief.${part}`)}
        />
      ))}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={offer.isPending} isDisabled={to.length === 0}>
          Offer command
        </Button>
      </DialogActions>
    </form>
  );
}
