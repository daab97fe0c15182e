import type { Metadata } from "next";
import { ActionItemsPage } from "#components/postmortem/action-items-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Action items" };

export default async function Page() {
  return <ActionItemsPage first={await load((api) => api.actionItems.list({}))} />;
}
