import type { Metadata } from "next";
import { EmptyState } from "#components/ui/states.tsx";
import { WebhooksPage } from "#components/webhooks/webhooks-page.tsx";
import { load, requirePerson } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Webhooks" };

export default async function Webhooks() {
  const { person } = await requirePerson();
  if (person.role !== "admin")
    return <EmptyState title="Only administrators manage webhooks">Ask one of them to have another system told of incidents.</EmptyState>;
  return <WebhooksPage first={await load((api) => api.webhooks.list())} />;
}
