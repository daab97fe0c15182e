import type { Metadata } from "next";
import { EscalationPage } from "#components/escalation/escalation-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Escalation of ${(await params).reference}` };
}

export default async function Page({ params }: Props) {
  const { reference } = await params;
  const [room, status] = await load((api) => Promise.all([api.room.read({ reference }), api.escalation.read({ reference })]));
  return <EscalationPage key={reference} first={{ room, status }} />;
}
