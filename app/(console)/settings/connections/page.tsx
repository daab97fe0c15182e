import type { Metadata } from "next";
import { ConnectionsPage } from "#components/connections/connections-page.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { load, requirePerson } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Connections" };

export default async function Connections() {
  const { person } = await requirePerson();
  if (person.role !== "admin")
    return <EmptyState title="Only administrators manage connections">Ask one of them to connect a system that evidence is read from.</EmptyState>;
  return <ConnectionsPage first={await load((api) => api.connections.list())} />;
}
