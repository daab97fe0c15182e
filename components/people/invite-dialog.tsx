"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { OneTimeLink } from "./one-time-link.tsx";
import { ROLE_HELP, ROLE_OPTIONS } from "./role-words.ts";
import { usePeopleChanged } from "./use-people-changed.ts";

/** Makes a link by which one person can join, and shows it once. */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} title="Invite somebody" description="They join by a link that works once, within a week." onClose={onClose}>
      <InviteForm onClose={onClose} />
    </Dialog>
  );
}

function InviteForm({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<OrganisationRole>("responder");
  const invite = useCommand(trpc.people.invite.mutationOptions(), changed);
  if (invite.data) return <OneTimeLink what="Invitation link" {...invite.data} forWhom={email.trim() || null} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ role, ...(email.trim() ? { email } : {}) });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <Input
        label="E-mail"
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
        isAutoFocused
        placeholder="grace@example.com"
        help="Left empty, whoever has the link chooses their address."
        error={fieldError(invite.problem, "email")}
      />
      <Select label="Role" value={role} options={ROLE_OPTIONS} onChange={setRole} help={ROLE_HELP[role]} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={invite.isPending}>
          Make the link
        </Button>
      </DialogActions>
    </form>
  );
}
