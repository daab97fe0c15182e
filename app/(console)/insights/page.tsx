import type { Metadata } from "next";
import { InsightsPage } from "#components/insights/insights-page.tsx";
import { insightsFrom } from "#components/insights/insights-query.ts";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Insights" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const asked = insightsFrom(await searchParams, new Date().toISOString().slice(0, 10));
  const insights = await load((api) => api.insights.read(asked));
  return <InsightsPage insights={insights} asked={asked} today={insights.today} />;
}
