import type { Metadata } from "next";
import { RunPage } from "#components/runbooks/run-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Run of a runbook" };

export default async function Page({ params }: Props) {
  const { id } = await params;
  return <RunPage key={id} first={await load((api) => api.runbooks.run({ id }))} />;
}
