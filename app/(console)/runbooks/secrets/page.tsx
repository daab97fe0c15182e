import type { Metadata } from "next";
import { SecretsPage } from "#components/runbooks/secrets-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Secrets of runbooks" };

export default async function Page() {
  return <SecretsPage first={await load((api) => api.runbooks.secrets())} />;
}
