"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Task } from "#lib/contracts/incident.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useRoomView } from "./room-context.tsx";

/** Words and assignee of a next action. */
export function TaskDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const [title, setTitle] = useState(task.title);
  const [assignee, setAssignee] = useState<Choice[]>(task.assignee ? [task.assignee] : []);
  const change = useCommand(trpc.tasks.change.mutationOptions(), onClose);
  return (
    <Dialog isOpen title="Next action" onClose={onClose}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({
            reference: room.reference,
            id: task.id,
            ...(title === task.title ? {} : { title, expectedTitle: task.title }),
            assignee: assignee[0]?.id ?? null,
          });
        }}
      >
        <Input
          label="What"
          value={title}
          onChange={setTitle}
          isAutoFocused
          error={
            change.problem?.conflict
              ? `Somebody changed it to “${String(change.problem.conflict.theirs)}” meanwhile.`
              : change.problem?.errors[0]?.message
          }
        />
        <PersonPicker label="Who" chosen={assignee} onChange={setAssignee} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={change.isPending}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
