import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EditSchedule } from "#components/on-call/editor/edit-schedule.tsx";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Edit schedule" };

export default async function Page({ params }: Props) {
  const { slug } = await params;
  const schedule = await load((api) => api.oncall.read({ slug }));
  if (!schedule.mayChange) notFound();
  return <EditSchedule schedule={schedule} teams={await load((api) => api.teams.list({}))} />;
}
