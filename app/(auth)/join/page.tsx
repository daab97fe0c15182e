import type { Metadata } from "next";
import Link from "next/link";
import { Entrance } from "#components/entrance/entrance.tsx";
import { JoinForm } from "#components/entrance/join-form.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { InvitationToken } from "#lib/contracts/people.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { request } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Invitation" };

type JoinPageProps = { searchParams: Promise<{ token?: string }> };

const AS: Record<OrganisationRole, string> = {
  viewer: "a viewer. You will see incidents and their updates.",
  responder: "a responder. You will declare incidents and work on them.",
  admin: "an administrator. You will work on incidents, and manage people and settings.",
};

export default async function JoinPage({ searchParams }: JoinPageProps) {
  const token = InvitationToken.safeParse((await searchParams).token).data;
  const invitation = token ? await readInvitation(token) : null;
  if (!token || !invitation)
    return (
      <Entrance
        title="This invitation does not work any more"
        lead="It was used, taken back, replaced by a newer one, or is older than a week. Ask whoever sent it for a new link."
      >
        <Link href="/sign-in" className="text-13 text-accent-ink hover:underline">
          Have an account? Sign in
        </Link>
      </Entrance>
    );
  const { session } = await request();
  const { organisation, invitedBy, role, email, name } = invitation;
  return (
    <Entrance title={`Join ${organisation}`} lead={`${invitedBy ?? "An administrator"} invites you as ${AS[role]}`}>
      {session ? <Callout>You are signed in as {session.person.name}. Joining makes another account and signs you in there.</Callout> : null}
      <JoinForm token={token} email={email} name={name} />
    </Entrance>
  );
}

async function readInvitation(token: string) {
  const { caller } = await request();
  try {
    return await caller.entrance.readInvitation({ token });
  } catch (error) {
    if ((error as { code?: string }).code === "NOT_FOUND") return null;
    throw error;
  }
}
