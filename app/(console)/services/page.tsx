import type { Metadata } from "next";
import { ServiceList } from "#components/services/service-list.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Services" };

export default async function ServicesPage() {
  return <ServiceList first={await load((api) => api.services.list({ limit: 100 }))} />;
}
