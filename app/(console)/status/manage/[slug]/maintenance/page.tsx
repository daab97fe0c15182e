import type { Metadata } from "next";
import { MaintenancePage } from "#components/status/maintenance-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Maintenance" };

export default async function Page({ params }: Props) {
  const { slug } = await params;
  const [page, first] = await load((api) => Promise.all([api.status.page({ slug }), api.status.maintenance({ page: slug })]));
  return <MaintenancePage page={page} first={first} />;
}
