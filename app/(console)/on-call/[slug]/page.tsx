import type { Metadata } from "next";
import { SchedulePage } from "#components/on-call/schedule-page.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "On-call schedule" };

export default async function Page({ params }: Props) {
  const { slug } = await params;
  const schedule = await load((api) => api.oncall.read({ slug }));
  const { items } = await load((api) => api.oncall.who({ schedule: schedule.id }));
  return <SchedulePage schedule={schedule} present={items[0] ?? null} />;
}
