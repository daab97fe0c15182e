"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PersonSummary } from "#lib/contracts/people.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { PasswordLinkDialog } from "./password-link-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { usePeopleChanged } from "./use-people-changed.ts";

/** What an administrator can do with one person. */
export function PersonActions({ person, isMe }: { person: PersonSummary; isMe: boolean }) {
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const [open, setOpen] = useState<"role" | "password" | "deactivate" | null>(null);
  const close = () => setOpen(null);
  const { id, name, isActive } = person;
  const deactivate = useCommand(trpc.people.deactivate.mutationOptions(), () => {
    close();
    changed();
    toast.done(`${name} is deactivated and signed out`, { undo: () => reactivate.mutate({ id }) });
  });
  const reactivate = useCommand(trpc.people.reactivate.mutationOptions(), () => {
    changed();
    toast.done(`${name} may sign in again`);
  });
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        trigger={<IconButton size="sm" label={`Actions for ${name}`} icon={<MoreHorizontal size={15} />} />}
        items={
          isActive
            ? [
                { label: "Change the role…", onSelect: () => setOpen("role") },
                { label: "Link for a new password…", isDisabled: isMe, onSelect: () => setOpen("password") },
                { label: "Deactivate…", isDangerous: true, isDisabled: isMe, startsGroup: true, onSelect: () => setOpen("deactivate") },
              ]
            : [{ label: "Reactivate", onSelect: () => reactivate.mutate({ id }) }]
        }
      />
      <RoleDialog isOpen={open === "role"} person={person} onClose={close} />
      {open === "password" ? <PasswordLinkDialog person={person} onClose={close} /> : null}
      <ConfirmDialog
        isOpen={open === "deactivate"}
        title={`Deactivate ${name}?`}
        confirm="Deactivate"
        isDangerous
        isPending={deactivate.isPending}
        onConfirm={() => deactivate.mutate({ id })}
        onClose={close}
      >
        {name} is signed out everywhere at once and cannot sign in. What they did stays, and they can be reactivated.
      </ConfirmDialog>
    </>
  );
}
