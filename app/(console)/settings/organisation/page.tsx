import type { Metadata } from "next";
import { OrganisationForm } from "#components/settings/organisation-form.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Organisation" };

export default async function OrganisationPage() {
  return <OrganisationForm first={await load((api) => api.settings.read())} />;
}
