import type { Metadata } from "next";
import { SessionPage } from "#components/review-session/session-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Review session of ${(await params).reference}` };
}

export default async function Page({ params }: Props) {
  const { reference } = await params;
  const [head, sessions] = await load((api) => Promise.all([api.postmortems.head({ reference }), api.postmortems.sessions({ reference })]));
  return <SessionPage key={reference} first={{ head, sessions }} />;
}
