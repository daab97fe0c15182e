import type { Metadata } from "next";
import { PagerPage } from "#components/pager/pager-page.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { load, requirePerson } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Pager" };

export default async function Pager() {
  const { person } = await requirePerson();
  if (person.role !== "admin")
    return <EmptyState title="Only administrators see the pager's health">Ask one of them whether paging works.</EmptyState>;
  return <PagerPage first={await load((api) => api.pager.health())} />;
}
