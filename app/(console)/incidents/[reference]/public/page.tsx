import type { Metadata } from "next";
import { PublicPage } from "#components/status/public-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Public updates of ${(await params).reference}` };
}

export default async function Page({ params }: Props) {
  const { reference } = await params;
  const [view, draft] = await load((api) => Promise.all([api.room.read({ reference }), api.status.draft({ reference })]));
  return <PublicPage room={view.room} draft={draft} />;
}
