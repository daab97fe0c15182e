import type { Metadata } from "next";
import { PostmortemRulesPage } from "#components/postmortem-rules/rules-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Postmortems" };

export default async function Page() {
  return <PostmortemRulesPage first={await load((api) => api.postmortems.rules())} />;
}
