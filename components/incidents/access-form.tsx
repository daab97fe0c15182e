"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Normal, or private with the people named. Whoever has a role stays named. */
export function AccessForm({ view: { room }, onDone }: { view: RoomView; onDone: () => void }) {
  const trpc = useTRPC();
  const [isPrivate, setPrivate] = useState(room.visibility === "private");
  const [members, setMembers] = useState<Choice[]>(room.members);
  const change = useCommand(trpc.incidents.changeAccess.mutationOptions(), onDone);
  const save = () =>
    change.mutate({
      reference: room.reference,
      visibility: isPrivate ? "private" : "normal",
      add: members.filter(({ id }) => !room.members.some((member) => member.id === id)).map(({ id }) => id),
      remove: room.members.filter(({ id }) => !members.some((member) => member.id === id)).map(({ id }) => id),
    });
  return (
    <div className="grid gap-3">
      <Checkbox
        label="Private"
        help="Exists only for the people named here: not in lists, searches, counts or streams of anybody else."
        isChecked={isPrivate}
        onChange={setPrivate}
      />
      {isPrivate ? <PersonPicker label="People who may see it" isMultiple chosen={members} onChange={setMembers} /> : null}
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button variant="primary" isPending={change.isPending} onClick={save}>
          Save
        </Button>
      </DialogActions>
    </div>
  );
}
