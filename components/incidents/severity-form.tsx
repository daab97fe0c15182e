"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import { SeverityChoice } from "./severity-choice.tsx";
import { SeverityHelper } from "./severity-helper.tsx";

/** Raises, lowers or first sets the severity; the update clock starts again. */
export function SeverityForm({ view: { room }, onDone }: { view: RoomView; onDone: () => void }) {
  const trpc = useTRPC();
  const [seen] = useState(room.severity);
  const [to, setTo] = useState(room.severity);
  const [reason, setReason] = useState("");
  const change = useCommand(trpc.incidents.changeSeverity.mutationOptions(), onDone);
  const submit = (expected: typeof seen) => to && change.mutate({ reference: room.reference, to, expected, reason: reason || undefined });
  const conflict = change.problem?.conflict;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit(seen);
      }}
    >
      {conflict ? (
        <ConflictChoice
          label="severity"
          yours={to ?? ""}
          theirs={room.severity ?? ""}
          by={conflict.by}
          onYours={() => submit(room.severity)}
          onTheirs={onDone}
        />
      ) : null}
      <SeverityChoice value={to} onChange={setTo} />
      <SeverityHelper onPropose={setTo} />
      <Input label={seen ? "Why" : "Why (optional)"} value={reason} onChange={setReason} error={fieldError(change.problem, "reason")} isAutoFocused />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={change.isPending} isDisabled={to === null || to === seen}>
          Change severity
        </Button>
      </DialogActions>
    </form>
  );
}
