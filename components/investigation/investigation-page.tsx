"use client";

import { type CSSProperties, useMemo, useState } from "react";
import type { FirstRun } from "#components/agents/use-run.ts";
import { EvidenceProvider } from "#components/blocks/evidence-context.tsx";
import { RoomProvider } from "#components/incidents/room-context.tsx";
import { RoomHeader } from "#components/incidents/room-header.tsx";
import { RoomRail } from "#components/incidents/room-rail.tsx";
import { useRoom } from "#components/live/use-room.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { RunSummary } from "#lib/contracts/agent.ts";
import type { InvestigationSummary } from "#lib/contracts/investigation.ts";
import type { Page } from "#lib/contracts/page.ts";
import { rightsIn } from "#lib/contracts/room-rights.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import type { InvestigationView } from "#lib/trpc/outputs.ts";
import { citedIn } from "./evidence-of.tsx";
import { HypothesesBoard } from "./hypotheses-board.tsx";
import { laneCount } from "./lane-data.ts";
import { Report } from "./report.tsx";
import { RunStream } from "./run-stream.tsx";
import { Uploads } from "./uploads.tsx";
import { useInvestigations } from "./use-investigations.ts";

export type FirstInvestigation = {
  room: RoomView;
  runs: Page<RunSummary>;
  investigations: Page<InvestigationSummary>;
  run: FirstRun | null;
  report: InvestigationView | null;
};

const Lanes = deferred(() => import("./lanes.tsx").then((module) => module.Lanes), { isAside: true });

/** The place that lanes will take, before their code is there. */
const placeFor = (count: number) => ({ "--lanes": count }) as CSSProperties;

/** Why it fails: the analyst at work, the hypotheses that people judge, the lanes of evidence, and the report. */
export function InvestigationPage({ first }: { first: FirstInvestigation }) {
  const { view: live } = useRoom(first.room);
  const { me } = useConsole();
  const view = useMemo(() => ({ ...live, rights: rightsIn(me, live.room) }), [live, me]);
  const [isRailOpen, setRailOpen] = useState(false);
  const { reference } = view.room;
  const { runs, report, uploads } = useInvestigations(first, view);
  const cited = useMemo(() => (report ? citedIn(report) : null), [report]);
  const lanes = report ? laneCount(report) : 0;
  return (
    <RoomProvider view={view}>
      <RoomHeader view={view} onDetails={() => setRailOpen(true)} />
      <EvidenceProvider value={cited}>
        <div className="grid grid-cols-1 gap-x-8 gap-y-6 bg-surface px-3.5 py-4 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(340px,420px)]">
          <div className="grid min-w-0 grid-cols-1 content-start gap-4">
            <RunStream reference={reference} runs={runs} first={first.run} report={report} />
            <Uploads reference={reference} uploads={uploads} canWrite={view.rights.canWrite} />
          </div>
          <div className="min-w-0">
            <HypothesesBoard />
          </div>
          {report?.analysis ? (
            <div className="grid min-w-0 grid-cols-1 gap-6 lg:col-span-2">
              <div
                className={lanes > 0 ? "min-h-[calc(var(--lanes)*57px+126px)] max-sm:min-h-[calc(var(--lanes)*79px+190px)]" : ""}
                style={placeFor(lanes)}
              >
                <Lanes analysis={report.analysis} logVolume={report.logVolume} entries={view.entries} />
              </div>
              <Report view={report} />
            </div>
          ) : null}
        </div>
      </EvidenceProvider>
      <Sheet isOpen={isRailOpen} title={reference} onClose={() => setRailOpen(false)}>
        <RoomRail />
      </Sheet>
    </RoomProvider>
  );
}
