import type { Metadata } from "next";
import { AnalystRecordPage } from "#components/investigation/analyst-record.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "The analyst's record" };

export default async function Page() {
  const [record, first] = await load((api) => Promise.all([api.investigations.record(), api.investigations.list({ limit: 30 })]));
  return <AnalystRecordPage record={record} first={first} />;
}
