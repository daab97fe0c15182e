import type { Metadata } from "next";
import { SeveritiesForm } from "#components/settings/severities-form.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Severities" };

export default async function SeveritiesPage() {
  return <SeveritiesForm first={await load((api) => api.settings.read())} />;
}
