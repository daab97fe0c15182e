import type { Metadata } from "next";
import { ServicePage } from "#components/services/service-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Service" };

export default async function Page({ params }: Props) {
  const { slug } = await params;
  return <ServicePage service={await load((api) => api.services.read({ slug }))} />;
}
