import type { Metadata } from "next";
import { ApprovalsPage } from "#components/runbooks/approvals-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Approvals" };

export default async function Page() {
  return <ApprovalsPage first={await load((api) => api.runbooks.approvals())} />;
}
