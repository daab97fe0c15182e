import type { Metadata } from "next";
import { ApiDocs } from "#components/api-docs/api-docs.tsx";
import { readOperations } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "API" };

export default async function Page() {
  return <ApiDocs operations={readOperations()} />;
}
