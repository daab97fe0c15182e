import type { Metadata } from "next";
import Link from "next/link";
import { Entrance } from "#components/entrance/entrance.tsx";
import { PasswordByLinkForm } from "#components/entrance/password-by-link-form.tsx";
import { InvitationToken } from "#lib/contracts/people.ts";
import { request } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "New password" };

export default async function PasswordPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const token = InvitationToken.safeParse((await searchParams).token).data;
  const person = token ? await readLink(token) : null;
  if (!token || !person)
    return (
      <Entrance
        title="This link does not work any more"
        lead="It was used, replaced by a newer one, or is older than a day. Ask an administrator for a new one."
      >
        <Link href="/sign-in" className="text-13 text-accent-ink hover:underline">
          Know your password? Sign in
        </Link>
      </Entrance>
    );
  return (
    <Entrance title="Set a new password" lead={`For ${person.name}. You are signed out everywhere else.`}>
      <PasswordByLinkForm token={token} email={person.email} />
    </Entrance>
  );
}

async function readLink(token: string) {
  const { caller } = await request();
  try {
    return await caller.entrance.readPasswordLink({ token });
  } catch (error) {
    if ((error as { code?: string }).code === "NOT_FOUND") return null;
    throw error;
  }
}
