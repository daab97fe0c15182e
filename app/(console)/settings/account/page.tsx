import type { Metadata } from "next";
import { AccountPage } from "#components/account/account-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function Page() {
  const [account, sessions] = await Promise.all([load((api) => api.account.read()), load((api) => api.account.sessions({}))]);
  return <AccountPage account={account} sessions={sessions} />;
}
