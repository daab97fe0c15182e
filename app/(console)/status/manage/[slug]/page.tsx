import type { Metadata } from "next";
import { PageEditor } from "#components/status/page-editor.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Status page" };

export default async function Page({ params }: Props) {
  const { slug } = await params;
  const [page, services, channels] = await load((api) =>
    Promise.all([api.status.page({ slug }), api.services.list({}), api.status.channels().catch(() => ({ items: [] }))]),
  );
  const named = services.items.map(({ id, name }) => ({ id, name }));
  return <PageEditor key={`${slug} ${page.version}`} page={page} services={named} channels={channels.items} />;
}
