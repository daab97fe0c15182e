"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PersonSummary } from "#lib/contracts/people.ts";
import { ORGANISATION_ROLES, type OrganisationRole } from "#lib/contracts/permissions.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ROLE_HELP, ROLE_OPTIONS, roleWord } from "./role-words.ts";
import { usePeopleChanged } from "./use-people-changed.ts";

const OPTIONS = ROLE_OPTIONS.map((option) => ({ ...option, help: ROLE_HELP[option.value] }));

/** What a person may do, with what each role means. */
export function RoleDialog({ isOpen, person, onClose }: { isOpen: boolean; person: PersonSummary; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} size="sm" title={`Role of ${person.name}`} onClose={onClose}>
      <RoleForm person={person} onClose={onClose} />
    </Dialog>
  );
}

function RoleForm({ person, onClose }: { person: PersonSummary; onClose: () => void }) {
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const isMe = useConsole().me.id === person.id;
  const [role, setRole] = useState<OrganisationRole>(person.role);
  const change = useCommand(trpc.people.changeRole.mutationOptions(), () => {
    changed();
    onClose();
    toast.done(`${person.name} is now ${roleWord(role).toLowerCase()}`);
  });
  const isLess = ORGANISATION_ROLES.indexOf(role) < ORGANISATION_ROLES.indexOf(person.role);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ id: person.id, role });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <RadioGroup label="Role" isLabelHidden value={role} options={OPTIONS} onChange={setRole} />
      {isLess ? (
        <Callout>{isMe ? "You are signed out everywhere, here too." : `${person.name} is signed out everywhere and has to sign in again.`}</Callout>
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={change.isPending} isDisabled={role === person.role}>
          Change the role
        </Button>
      </DialogActions>
    </form>
  );
}
