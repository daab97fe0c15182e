import type { Metadata } from "next";
import { Teams } from "#components/people/teams.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage() {
  return <Teams first={await load((api) => api.teams.list({}))} />;
}
