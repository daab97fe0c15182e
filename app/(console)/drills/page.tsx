import type { Metadata } from "next";
import { DrillsPage } from "#components/drills/drills-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Drills" };

export default async function Page() {
  return <DrillsPage first={await load((api) => api.drills.list())} />;
}
