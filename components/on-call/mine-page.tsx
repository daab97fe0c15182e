"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useConsole } from "#components/shell/organisation.tsx";
import type { FeedView, OwnOnCall, OwnShift } from "#lib/contracts/oncall-views.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { FeedList } from "./feed-list.tsx";
import { OnCallHeader } from "./on-call-header.tsx";
import { OwnShifts } from "./own-shifts.tsx";
import { SwapDialog } from "./swap-dialog.tsx";
import { Swaps } from "./swaps.tsx";

const LOOK_MS = 15_000;
const AHEAD_DAYS = 60;

/** One's own on-call: shifts, swaps that wait, addresses for calendars. */
export function MinePage({ first, feeds }: { first: OwnOnCall; feeds: FeedView[] }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [giving, setGiving] = useState<OwnShift | null>(null);
  const { data: own } = useQuery({ ...trpc.oncall.mine.queryOptions({ days: AHEAD_DAYS }), initialData: first, refetchInterval: LOOK_MS });
  const maySwap = roleHolds(me.role, "oncall.manage");
  return (
    <>
      <OnCallHeader mayMake={first.mayCreate} />
      <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6 p-4 sm:p-6">
        <Swaps swaps={own.swaps} />
        <section className="grid gap-2">
          <h2 className="text-13 font-semibold">Your shifts in the next {AHEAD_DAYS} days</h2>
          <OwnShifts shifts={own.shifts} onSwap={maySwap ? setGiving : undefined} />
        </section>
        <FeedList first={feeds} />
      </div>
      <SwapDialog shift={giving} onClose={() => setGiving(null)} />
    </>
  );
}
