import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WebhookPage } from "#components/webhooks/webhook-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Webhook" };

export default async function Webhook({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const webhooks = await load((api) => api.webhooks.list());
  if (!webhooks.some((webhook) => webhook.id === id)) notFound();
  const deliveries = await load((api) => api.webhooks.deliveries({ id, limit: 30 }));
  return <WebhookPage id={id} first={webhooks} deliveries={deliveries} />;
}
