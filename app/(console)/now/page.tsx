import type { Metadata } from "next";
import { NowPage } from "#components/deadlines/now-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Now" };

export default async function Page() {
  return <NowPage first={await load((api) => api.deadlines.queue({}))} />;
}
