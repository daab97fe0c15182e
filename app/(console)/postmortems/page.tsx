import type { Metadata } from "next";
import { PostmortemsPage } from "#components/postmortem/postmortems-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Postmortems" };

export default async function Page() {
  return <PostmortemsPage first={await load((api) => api.postmortems.list({}))} />;
}
