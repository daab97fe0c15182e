import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IntegrationPage } from "#components/integrations/integration-page.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Uuid } from "#lib/contracts/ids.ts";
import { load, requirePerson } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Integration" };

export default async function Integration({ params }: { params: Promise<{ id: string }> }) {
  const { person } = await requirePerson();
  if (person.role !== "admin")
    return <EmptyState title="Only administrators manage integrations">Ask one of them to connect a system that sends alerts.</EmptyState>;
  const { id } = await params;
  if (!Uuid.safeParse(id).success) notFound();
  const [first, events] = await Promise.all([load((api) => api.integrations.list()), load((api) => api.integrations.events({ id, limit: 25 }))]);
  if (!first.some((one) => one.id === id)) notFound();
  return <IntegrationPage id={id} first={first} events={events} />;
}
