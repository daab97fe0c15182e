import type { Metadata } from "next";
import { FieldsForm } from "#components/settings/fields-form.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Fields" };

export default async function FieldsPage() {
  return <FieldsForm first={await load((api) => api.settings.read())} />;
}
