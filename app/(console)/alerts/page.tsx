import type { Metadata } from "next";
import { alertFilterFrom } from "#components/alerts/alert-filter.ts";
import { Inbox } from "#components/alerts/inbox.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const filter = alertFilterFrom(await searchParams);
  const { group: _, alert: __, ...asked } = filter;
  return <Inbox filter={filter} first={await load((api) => api.alerts.list({ ...asked, limit: 50 }))} />;
}
