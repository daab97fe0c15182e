import type { Metadata } from "next";
import Link from "next/link";
import { Entrance } from "#components/entrance/entrance.tsx";
import { JoinForm } from "#components/entrance/join-form.tsx";
import { request } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Invitation" };

type JoinPageProps = { searchParams: Promise<{ token?: string }> };

export default async function JoinPage({ searchParams }: JoinPageProps) {
  const { token = "" } = await searchParams;
  const { caller } = await request();
  const invitation = await caller.entrance.readInvitation({ token }).catch(() => null);
  if (!invitation)
    return (
      <Entrance
        title="This invitation does not work any more"
        lead="It was used, taken back, or is older than a week. Ask whoever sent it for a new one."
      >
        <Link href="/sign-in" className="text-13 text-accent-ink hover:underline">
          Have an account? Sign in
        </Link>
      </Entrance>
    );
  return (
    <Entrance title={`Join ${invitation.organisation}`} lead={`You will be a ${invitation.role}.`}>
      <JoinForm token={token} email={invitation.email} name={invitation.name} />
    </Entrance>
  );
}
