import type { Metadata } from "next";
import { SubscribersPage } from "#components/status/subscribers-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Subscribers" };

export default async function Page({ params }: Props) {
  const { slug } = await params;
  const [page, first] = await load((api) => Promise.all([api.status.page({ slug }), api.status.subscribers({ slug })]));
  return <SubscribersPage page={page} first={first} />;
}
