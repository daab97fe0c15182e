import type { Metadata } from "next";
import { runsFilterFrom } from "#components/agents/runs-filter.ts";
import { RunsPage } from "#components/agents/runs-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Agents" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const filter = runsFilterFrom(await searchParams);
  const [first, agents] = await load((api) => Promise.all([api.agents.list({ ...filter, limit: 30 }), api.agents.catalogue()]));
  return <RunsPage filter={filter} first={first} agents={agents} />;
}
