import type { Metadata } from "next";
import { LibraryPage } from "#components/runbooks/library-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Runbooks" };

export default async function Page() {
  return <LibraryPage first={await load((api) => api.runbooks.list({}))} />;
}
