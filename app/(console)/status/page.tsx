import type { Metadata } from "next";
import { PagesPage } from "#components/status/pages-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Status pages" };

export default async function Page() {
  return <PagesPage first={await load((api) => api.status.pages())} />;
}
