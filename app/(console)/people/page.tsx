import type { Metadata } from "next";
import { PeopleList } from "#components/people/people-list.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  return <PeopleList first={await load((api) => api.people.list({ limit: 100 }))} />;
}
