import type { Metadata } from "next";
import { MinePage } from "#components/on-call/mine-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "My shifts" };

export default async function Page() {
  const [own, feeds] = await Promise.all([load((api) => api.oncall.mine({ days: 60 })), load((api) => api.oncall.feeds())]);
  return <MinePage first={own} feeds={feeds} />;
}
