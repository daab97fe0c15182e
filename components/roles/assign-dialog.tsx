"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import type { RoleDefinition } from "#lib/contracts/built-in-roles.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { PersonPicker } from "./person-picker.tsx";

/** Asks somebody to take a role; oneself takes it at once. */
export function AssignDialog({ roles, role, onClose }: { roles: RoleDefinition[]; role: RoleDefinition | null; onClose: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const { me } = useConsole();
  const [key, setKey] = useState(role?.key ?? "subject-expert");
  const [person, setPerson] = useState<Choice[]>([]);
  const assign = useCommand(trpc.roles.assign.mutationOptions(), onClose);
  const to = (user: string) => assign.mutate({ reference: room.reference, role: key, user });
  const chosen = roles.find((one) => one.key === key);
  return (
    <Dialog isOpen title={role ? `Assign ${role.label}` : "Assign a role"} onClose={onClose}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (person[0]) to(person[0].id);
        }}
      >
        {role ? null : <Select label="Role" value={key} options={roles.map((one) => ({ value: one.key, label: one.label }))} onChange={setKey} />}
        {chosen?.duties ? <p className="text-12 text-ink-soft">{chosen.duties}</p> : null}
        <PersonPicker label="Person" chosen={person} onChange={setPerson} />
        <DialogActions>
          <Button onClick={() => to(me.id)} isPending={assign.isPending}>
            I take it
          </Button>
          <Button type="submit" variant="primary" isPending={assign.isPending} isDisabled={person.length === 0}>
            Ask them
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
