"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Maintenance } from "#lib/contracts/status/maintenance.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

/** Calls off what has not begun, or ends what has; either stands on the page with the reason. */
export function EndMaintenanceForm({ one, onDone }: { one: Maintenance; onDone: () => void }) {
  const trpc = useTRPC();
  const [reason, setReason] = useState("");
  const end = useCommand(trpc.status.endMaintenance.mutationOptions(), onDone);
  const isRunning = one.state === "running";
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate({ id: one.id, reason });
      }}
    >
      <p className="text-13">
        {isRunning ? "Its components are operational from now on, and subscribers are told." : "Subscribers are told that it does not happen."}
      </p>
      <Input label="Why" value={reason} onChange={setReason} isAutoFocused help="It stands on the page." error={fieldError(end.problem, "reason")} />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant={isRunning ? "primary" : "danger"} isPending={end.isPending} isDisabled={reason.trim() === ""}>
          {isRunning ? "End now" : "Call off"}
        </Button>
      </DialogActions>
    </form>
  );
}
