"use client";

import { useQuery } from "@tanstack/react-query";
import type { OnCallBoard, OwnOnCall, ScheduleGap } from "#lib/contracts/oncall-views.ts";
import type { TeamSummary } from "#lib/contracts/team.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AllSchedules } from "./all-schedules.tsx";
import { GapList } from "./gap-list.tsx";
import { NoSchedule } from "./no-schedule.tsx";
import { NowList } from "./now-list.tsx";
import { OnCallHeader } from "./on-call-header.tsx";
import { OwnShifts } from "./own-shifts.tsx";

const LOOK_MS = 30_000;
const OWN_SHOWN = 3;

type OnCallPageProps = { board: OnCallBoard; gaps: ScheduleGap[]; own: OwnOnCall; teams: TeamSummary[] };

/** Who is on call now and next, the week of all schedules, hours without anybody, and one's own next shifts. */
export function OnCallPage({ board: first, gaps, own, teams }: OnCallPageProps) {
  const trpc = useTRPC();
  const { data: board } = useQuery({ ...trpc.oncall.who.queryOptions({}), initialData: first, refetchInterval: LOOK_MS });
  return (
    <>
      <OnCallHeader mayMake={own.mayCreate} />
      {board.items.length === 0 ? (
        <NoSchedule teams={teams} mayMake={own.mayCreate} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 p-4 sm:p-6">
          <section className="grid gap-2">
            <h2 className="sr-only">Now and next</h2>
            <NowList items={board.items} />
          </section>
          <section className="grid gap-2">
            <h2 className="text-13 font-semibold">Calendar</h2>
            <AllSchedules schedules={board.items.map(({ schedule }) => schedule)} now={board.at} />
          </section>
          <div className="grid gap-6 lg:grid-cols-2">
            <section className="grid content-start gap-2">
              <h2 className="text-13 font-semibold">Your next shifts</h2>
              <OwnShifts shifts={own.shifts.slice(0, OWN_SHOWN)} />
            </section>
            <section className="grid content-start gap-2">
              <h2 className="text-13 font-semibold">Hours without anybody</h2>
              <GapList gaps={gaps} />
            </section>
          </div>
        </div>
      )}
    </>
  );
}
