import type { Metadata } from "next";
import { IntegrationsPage } from "#components/integrations/integrations-page.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { load, requirePerson } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Integrations" };

export default async function Integrations() {
  const { person } = await requirePerson();
  if (person.role !== "admin")
    return <EmptyState title="Only administrators manage integrations">Ask one of them to connect a system that sends alerts.</EmptyState>;
  return <IntegrationsPage first={await load((api) => api.integrations.list())} />;
}
