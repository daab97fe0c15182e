import type { Metadata } from "next";
import { RulesPage } from "#components/alerts/rules-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Alert rules" };

export default async function Rules() {
  return <RulesPage first={await load((api) => api.alerts.rules())} />;
}
