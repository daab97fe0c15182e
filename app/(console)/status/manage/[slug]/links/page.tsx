import type { Metadata } from "next";
import { LinksPage } from "#components/status/links-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Links" };

export default async function Page({ params }: Props) {
  const { slug } = await params;
  const [page, first] = await load((api) => Promise.all([api.status.page({ slug }), api.status.links({ slug })]));
  return <LinksPage page={page} first={first} />;
}
