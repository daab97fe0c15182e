import type { Metadata } from "next";
import { KeysPage } from "#components/keys/keys-page.tsx";
import { load, requirePerson } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "API keys" };

export default async function Page() {
  const { person } = await requirePerson();
  const isAdmin = person.role === "admin";
  const [own, all] = await Promise.all([
    load((api) => api.keys.list({ isOwn: true })),
    isAdmin ? load((api) => api.keys.list({ isOwn: false })) : null,
  ]);
  return <KeysPage own={own} all={all} />;
}
