import type { Metadata } from "next";
import { Board } from "#components/incidents/board.tsx";
import { boardFilterFrom } from "#components/incidents/board-filter.ts";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Incidents" };

export default async function BoardPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const filter = boardFilterFrom(await searchParams);
  const page = await load((api) => api.board.list({ ...filter, limit: 50 }));
  return <Board filter={filter} first={page} />;
}
