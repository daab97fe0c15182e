import type { Metadata } from "next";
import { PersonPage } from "#components/people/person-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Person" };

export default async function Page({ params }: Props) {
  const { id } = await params;
  return <PersonPage person={await load((api) => api.people.read({ id }))} />;
}
