import type { Metadata } from "next";
import { MaintenancePage } from "#components/alerts/maintenance-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Maintenance" };

export default async function Maintenance() {
  return <MaintenancePage first={await load((api) => api.alerts.maintenance())} />;
}
