import type { Metadata } from "next";
import { NoticesPage } from "#components/notices/notices-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Who is told" };

export default async function Page() {
  const [first, policies] = await Promise.all([load((api) => api.notices.book()), load((api) => api.policies.book())]);
  return <NoticesPage first={first} policies={policies} />;
}
