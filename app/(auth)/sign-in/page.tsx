import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "#components/entrance/entrance.tsx";
import { SignInForm } from "#components/entrance/sign-in-form.tsx";
import { request } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next } = await searchParams;
  const target = next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/incidents";
  const { session, caller } = await request();
  if (session) redirect(target);
  const { isNeeded } = await caller.entrance.checkSetup({});
  if (isNeeded) redirect("/setup");
  return (
    <Entrance title="Sign in" lead="Muster, where incidents are run.">
      <SignInForm next={target} />
    </Entrance>
  );
}
