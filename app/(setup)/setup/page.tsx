import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "#components/entrance/entrance.tsx";
import { SetupForm } from "#components/entrance/setup-form.tsx";
import { request } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Set-up" };

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token } = await searchParams;
  const { caller } = await request();
  const { isNeeded, isLinkValid } = await caller.entrance.checkSetup({ token });
  if (!isNeeded) redirect("/sign-in");
  if (!token || !isLinkValid) {
    return (
      <Entrance
        title="Set-up needs its link"
        lead="The link that is printed when Muster starts opens this page. It works once, for a day; starting Muster again prints a fresh one."
      >
        <p className="text-13 text-ink-soft">Look at the last lines of the terminal in which Muster runs.</p>
      </Entrance>
    );
  }
  return (
    <Entrance title="Welcome to Muster" lead="Create the administrator. Everybody else is invited from inside.">
      <SetupForm token={token} />
    </Entrance>
  );
}
