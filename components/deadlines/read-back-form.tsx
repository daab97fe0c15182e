"use client";

import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useDraft } from "#components/live/drafts.ts";
import { BRIEF_LABELS } from "#components/roles/brief-labels.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Handover, HandoverBrief } from "#lib/contracts/role.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

/** The receiver of command reads the brief and says back what they understood; then they command. */
export function ReadBackForm({ offer, onDone }: { offer: Handover; onDone: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const draft = useDraft(`read-back ${offer.id}`);
  const accept = useCommand(trpc.roles.acceptHandover.mutationOptions(), () => {
    draft.clear();
    onDone();
  });
  const decline = useCommand(trpc.roles.declineHandover.mutationOptions(), onDone);
  const parts = (Object.entries(offer.brief) as [keyof HandoverBrief, string][]).filter(([, text]) => text);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate({ reference: room.reference, id: offer.id, readBack: draft.text });
      }}
    >
      <dl className="grid gap-1.5 text-13">
        {parts.map(([part, text]) => (
          <div key={part}>
            <dt className="text-12 font-medium text-ink-soft">{BRIEF_LABELS[part]}</dt>
            <dd className="whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
              {text}
            </dd>
          </div>
        ))}
      </dl>
      <Textarea
        label="Read back in your own words: what is going on, and what you will do next"
        rows={3}
        value={draft.text}
        onChange={draft.setText}
        isAutoFocused
        error={fieldError(accept.problem, "readBack")}
      />
      <DialogActions>
        <Button isPending={decline.isPending} onClick={() => decline.mutate({ reference: room.reference, id: offer.id })}>
          Decline
        </Button>
        <Button type="submit" variant="primary" isPending={accept.isPending} isDisabled={draft.text.trim() === ""}>
          Accept command
        </Button>
      </DialogActions>
    </form>
  );
}
