"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import { pagesOf } from "#lib/contracts/escalation/state.ts";
import type { Severity } from "#lib/contracts/incident.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

/** Stands down everybody who was paged, with words for them; nothing fires any more. */
export function StandDownDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const { me } = useConsole();
  const [reason, setReason] = useState("");
  const [severity, setSeverity] = useState<Severity | "">("");
  const told = [
    ...new Set((room.escalation ? pagesOf(room.escalation) : []).flatMap(({ person }) => (person && person.id !== me.id ? [person.name] : []))),
  ];
  const standDown = useCommand(trpc.escalation.deEscalate.mutationOptions(), ({ told: people }) => {
    toast.done(people.length > 0 ? `Told ${people.map(({ name }) => name).join(", ")}.` : "Nothing further fires.");
    onClose();
  });
  const lower = SEVERITIES.filter((one) => room.severity !== null && SEVERITIES.indexOf(one) > SEVERITIES.indexOf(room.severity));
  return (
    <Dialog
      isOpen
      title="De-escalate"
      description={`Nothing fires any more, and what is not sent yet is called back.${told.length > 0 ? ` Told: ${told.join(", ")}.` : ""}`}
      onClose={onClose}
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          standDown.mutate({ reference: room.reference, reason, severity: severity || null });
        }}
      >
        <Textarea
          label="What they are told"
          value={reason}
          onChange={setReason}
          isAutoFocused
          placeholder="The failover worked; the rest is for the morning"
          error={fieldError(standDown.problem, "reason")}
        />
        {lower.length > 0 ? (
          <Select
            label="Severity"
            value={severity}
            options={[{ value: "" as const, label: `Stays ${room.severity}` }, ...lower.map((one) => ({ value: one, label: `Lower to ${one}` }))]}
            onChange={setSeverity}
          />
        ) : null}
        {standDown.problem && standDown.problem.errors.length === 0 ? <Callout tone="bad">{standDown.problem.detail}</Callout> : null}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={standDown.isPending} isDisabled={reason.trim() === ""}>
            Stand down
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
