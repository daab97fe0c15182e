import type { Metadata } from "next";
import { HealthPage } from "#components/agents/health-page.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { load, requirePerson } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Agents: health and cost" };

export default async function Page() {
  const { person } = await requirePerson();
  if (person.role !== "admin")
    return (
      <EmptyState title="Only administrators see health and cost of agents">Ask one of them which model is configured, and how it does.</EmptyState>
    );
  return <HealthPage first={await load((api) => api.agents.health())} />;
}
