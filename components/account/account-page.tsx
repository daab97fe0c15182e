"use client";

import { useQuery } from "@tanstack/react-query";
import type { OwnAccount, SessionSummary } from "#lib/contracts/account.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { Authenticator } from "./authenticator.tsx";
import { Passkeys } from "./passkeys.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { Sessions } from "./sessions.tsx";

/** Oneself: who others see, how one signs in, and where one is signed in now. */
export function AccountPage({ account: first, sessions }: { account: OwnAccount; sessions: SessionSummary[] }) {
  const trpc = useTRPC();
  const { data: account } = useQuery({ ...trpc.account.read.queryOptions(), initialData: first });
  return (
    <div className="-my-6 divide-y divide-line">
      <ProfileForm account={account} />
      {account.hasPassword ? <PasswordForm email={account.email} /> : null}
      <Passkeys email={account.email} passkeys={account.passkeys} />
      <Authenticator isOn={account.hasTwoFactor} />
      <Sessions first={sessions} />
    </div>
  );
}
