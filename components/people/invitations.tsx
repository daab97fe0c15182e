"use client";

import { useQuery } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { InvitationSummary } from "#lib/contracts/people.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { OneTimeLink } from "./one-time-link.tsx";
import { roleWord } from "./role-words.ts";
import { usePeopleChanged } from "./use-people-changed.ts";

type Renewed = { link: string; expiresAt: string; forWhom: string | null };

/** Invitations that nobody has used yet. A new link takes the place of the old one. */
export function Invitations() {
  const trpc = useTRPC();
  const [renewed, setRenewed] = useState<Renewed | null>(null);
  const { data } = useQuery(trpc.people.invitations.queryOptions());
  const close = () => setRenewed(null);
  return (
    <>
      {data && data.length > 0 ? (
        <section aria-label="Invitations" className="pt-8">
          <h2 className="px-4 pb-2 text-13 font-semibold sm:px-6">Invited, not yet here</h2>
          <ul className="divide-y divide-line border-y border-line">
            {data.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} onRenewed={setRenewed} />
            ))}
          </ul>
        </section>
      ) : null}
      <Dialog isOpen={renewed !== null} title="A new link" description="The old one does not work any more." onClose={close}>
        {renewed ? <OneTimeLink what="Invitation link" {...renewed} onClose={close} /> : null}
      </Dialog>
    </>
  );
}

function InvitationRow({ invitation, onRenewed }: { invitation: InvitationSummary; onRenewed: (renewed: Renewed) => void }) {
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const { id, email, name, role, invitedBy, expiresAt, isExpired } = invitation;
  const whom = email ?? "Whoever has the link";
  const revoke = useCommand(trpc.people.revokeInvitation.mutationOptions(), changed);
  const renew = useCommand(trpc.people.invite.mutationOptions(), (made) => {
    onRenewed({ link: made.link, expiresAt: made.expiresAt, forWhom: email });
    if (email) changed();
    else revoke.mutate({ id });
  });
  return (
    <li className="flex min-h-11 items-center gap-3 px-4 py-1.5 text-13 sm:px-6">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 [overflow-wrap:anywhere]">
          {whom}
          {isExpired ? <Chip tone="warn">expired</Chip> : null}
        </p>
        <p className="text-12 text-ink-soft">
          {roleWord(role)}
          {invitedBy ? `, invited by ${invitedBy}` : null}
          {isExpired ? null : (
            <>
              {", until "}
              <TimeText at={expiresAt} />
            </>
          )}
        </p>
      </div>
      <Menu
        label={`Actions for ${whom}`}
        trigger={
          <IconButton size="sm" label={`Actions for ${whom}`} icon={<MoreHorizontal size={15} />} isPending={renew.isPending || revoke.isPending} />
        }
        items={[
          { label: "Make a new link", onSelect: () => renew.mutate({ role, ...(email ? { email } : {}), ...(name ? { name } : {}) }) },
          {
            label: isExpired ? "Remove" : "Take back",
            isDangerous: true,
            onSelect: () =>
              revoke.mutate({ id }, { onSuccess: () => toast.done(isExpired ? "Invitation removed" : "The link does not work any more") }),
          },
        ]}
      />
    </li>
  );
}
