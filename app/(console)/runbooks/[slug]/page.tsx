import type { Metadata } from "next";
import { RunbookPage } from "#components/runbooks/runbook-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Runbook" };

export default async function Page({ params }: Props) {
  const { slug } = await params;
  return <RunbookPage view={await load((api) => api.runbooks.read({ slug }))} />;
}
