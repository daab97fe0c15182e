import type { Metadata } from "next";
import { PoliciesPage } from "#components/policies/policies-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Escalation" };

export default async function Page() {
  return <PoliciesPage first={await load((api) => api.policies.book())} />;
}
