import type { Metadata } from "next";
import { RoomRunbooks } from "#components/runbooks/room-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Runbooks for ${(await params).reference}` };
}

export default async function Page({ params }: Props) {
  const { reference } = await params;
  const [room, runbooks, runs] = await load((api) =>
    Promise.all([api.room.read({ reference }), api.runbooks.list({ incident: reference }), api.runbooks.runs({ incident: reference, limit: 50 })]),
  );
  return <RoomRunbooks key={reference} first={{ room, runbooks, runs }} />;
}
