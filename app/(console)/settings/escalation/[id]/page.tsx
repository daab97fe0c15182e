import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { COMING_WITH_MUSTER, NEW_POLICY } from "#components/policies/places.ts";
import { PolicyEditor } from "#components/policies/policy-editor.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Escalation policy" };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const book = await load((api) => api.policies.book());
  const standing = book.policies.find((policy) => (policy.id ?? COMING_WITH_MUSTER) === id) ?? null;
  if (!standing && id !== NEW_POLICY) notFound();
  return <PolicyEditor key={`${id} ${standing?.version ?? 0}`} book={book} standing={standing} />;
}
