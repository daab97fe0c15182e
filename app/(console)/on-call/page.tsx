import type { Metadata } from "next";
import { OnCallPage } from "#components/on-call/on-call-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "On call" };

export default async function Page() {
  const [board, gaps, own] = await Promise.all([
    load((api) => api.oncall.who({})),
    load((api) => api.oncall.gaps({ days: 30 })),
    load((api) => api.oncall.mine({ days: 60 })),
  ]);
  const teams = board.items.length === 0 ? await load((api) => api.teams.list({})) : [];
  return <OnCallPage board={board} gaps={gaps.items} own={own} teams={teams} />;
}
