import type { Metadata } from "next";
import { PostmortemPage } from "#components/postmortem/postmortem-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Postmortem of ${(await params).reference}` };
}

export default async function Page({ params }: Props) {
  const { reference } = await params;
  const [room, postmortem] = await load((api) => Promise.all([api.room.read({ reference }), api.postmortems.find({ reference })]));
  return <PostmortemPage key={`${reference} ${postmortem?.id}`} first={{ room, postmortem }} />;
}
