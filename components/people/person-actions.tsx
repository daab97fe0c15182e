"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PersonSummary } from "#lib/contracts/people.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ROLE_OPTIONS, roleWord } from "./role-words.ts";
import { usePeopleChanged } from "./use-people-changed.ts";

/** What an administrator can do with one person. */
export function PersonActions({ person, isMe }: { person: PersonSummary; isMe: boolean }) {
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const [isLeaving, setLeaving] = useState(false);
  const { id, name, role, isActive } = person;
  const changeRole = useCommand(trpc.people.changeRole.mutationOptions());
  const deactivate = useCommand(trpc.people.deactivate.mutationOptions(), () => {
    setLeaving(false);
    changed();
    toast.done(`${name} is deactivated and signed out`, { undo: () => reactivate.mutate({ id }) });
  });
  const reactivate = useCommand(trpc.people.reactivate.mutationOptions(), () => {
    changed();
    toast.done(`${name} may sign in again`);
  });
  const setRole = (next: OrganisationRole, isUndo = false) =>
    changeRole.mutate(
      { id, role: next },
      {
        onSuccess: () => {
          changed();
          toast.done(`${name} is now ${roleWord(next).toLowerCase()}`, isUndo ? {} : { undo: () => setRole(role, true) });
        },
      },
    );
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        trigger={<IconButton size="sm" label={`Actions for ${name}`} icon={<MoreHorizontal size={15} />} />}
        items={
          isActive
            ? [
                ...ROLE_OPTIONS.map(({ value, label }) => ({ label, isChecked: value === role, onSelect: () => value !== role && setRole(value) })),
                { label: "Deactivate…", isDangerous: true, isDisabled: isMe, startsGroup: true, onSelect: () => setLeaving(true) },
              ]
            : [{ label: "Reactivate", onSelect: () => reactivate.mutate({ id }) }]
        }
      />
      <ConfirmDialog
        isOpen={isLeaving}
        title={`Deactivate ${name}?`}
        confirm="Deactivate"
        isDangerous
        isPending={deactivate.isPending}
        onConfirm={() => deactivate.mutate({ id })}
        onClose={() => setLeaving(false)}
      >
        {name} is signed out everywhere at once and cannot sign in. What they did stays, and they can be reactivated.
      </ConfirmDialog>
    </>
  );
}
