"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

/** Takes command without a hand-over, when the commander cannot be reached. */
export function TakeCommandDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const [reason, setReason] = useState("");
  const take = useCommand(trpc.roles.takeCommand.mutationOptions(), onClose);
  const commander = room.assignments.find(({ role }) => role === COMMANDER);
  return (
    <Dialog
      isOpen
      title="Take command"
      description={`${commander?.person.name ?? "Nobody"} commands now. A hand-over is better where they can be reached.`}
      onClose={onClose}
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          take.mutate({ reference: room.reference, reason });
        }}
      >
        <Input
          label="Why"
          value={reason}
          onChange={setReason}
          isAutoFocused
          placeholder="Not reachable since 14:20"
          error={fieldError(take.problem, "reason")}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={take.isPending} isDisabled={reason.trim() === ""}>
            Take command
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
