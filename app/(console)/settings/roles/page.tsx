import type { Metadata } from "next";
import { RolesForm } from "#components/settings/roles-form.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Roles" };

export default async function RolesPage() {
  return <RolesForm first={await load((api) => api.settings.read())} />;
}
