import type { Metadata } from "next";
import { foldRun } from "#components/agents/fold-run.ts";
import { RunPage } from "#components/agents/run-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Run" };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const view = await load((api) => api.agents.read({ id }));
  return <RunPage key={id} first={{ view, message: await foldRun(view.chunks) }} />;
}
