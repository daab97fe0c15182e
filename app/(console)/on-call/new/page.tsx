import type { Metadata } from "next";
import { NewSchedule } from "#components/on-call/editor/new-schedule.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { searchParams: Promise<{ team?: string }> };

export const metadata: Metadata = { title: "New schedule" };

export default async function Page({ searchParams }: Props) {
  const { team } = await searchParams;
  const [teams, { at }] = await Promise.all([load((api) => api.teams.list({})), load((api) => api.oncall.gaps({ days: 1 }))]);
  return <NewSchedule team={teams.find(({ id }) => id === team) ?? null} teams={teams} now={at} />;
}
