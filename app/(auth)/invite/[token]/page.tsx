import type { Metadata } from "next";
import { Entrance } from "#components/entrance/entrance.tsx";
import { InviteForm } from "#components/entrance/invite-form.tsx";
import { request } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { caller } = await request();
  const invitation = await caller.entrance.readInvitation({ token }).catch(() => null);
  if (!invitation)
    return (
      <Entrance title="This invitation does not work any more" lead="It was used, taken back, or is too old. Ask whoever sent it for a new one.">
        <p className="text-13 text-ink-soft">Invitations work once and for a limited time.</p>
      </Entrance>
    );
  return (
    <Entrance title={`Join ${invitation.organisation}`} lead={`You will be a ${invitation.role}.`}>
      <InviteForm token={token} email={invitation.email} name={invitation.name} />
    </Entrance>
  );
}
