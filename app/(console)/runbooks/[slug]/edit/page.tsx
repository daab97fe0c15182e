import type { Metadata } from "next";
import { EditorPage } from "#components/runbooks/editor-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Edit a runbook" };

export default async function Page({ params }: Props) {
  const { slug } = await params;
  const { text, card } = await load((api) => api.runbooks.read({ slug }));
  return <EditorPage key={`${slug} ${card.version}`} slug={slug} text={text} version={card.version} isDraft={card.isDraft} />;
}
