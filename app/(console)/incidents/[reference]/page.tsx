import type { Metadata } from "next";
import { Room } from "#components/incidents/room.tsx";
import { load } from "#lib/trpc/server.ts";

type RoomPageProps = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: RoomPageProps): Promise<Metadata> {
  return { title: (await params).reference };
}

export default async function RoomPage({ params }: RoomPageProps) {
  const { reference } = await params;
  const view = await load((api) => api.room.read({ reference }));
  return <Room key={view.room.reference} first={view} />;
}
