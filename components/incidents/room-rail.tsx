"use client";

import { FiguresPanel } from "#components/documents/figures-panel.tsx";
import { EscalationPanel } from "#components/escalation/escalation-panel.tsx";
import { HypothesesPanel } from "#components/investigation/hypotheses-panel.tsx";
import { RoleBoard } from "#components/roles/role-board.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { FieldsPanel } from "./fields-panel.tsx";
import { ImpactPanel } from "./impact-panel.tsx";
import { LessonsPanel } from "./lessons-panel.tsx";
import { LinksPanel } from "./links-panel.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { SummaryPanel } from "./summary-panel.tsx";
import { TasksPanel } from "./tasks-panel.tsx";

const AlertsPanel = deferred(() => import("#components/alerts/alerts-panel.tsx").then((module) => module.AlertsPanel), { isAside: true });
const RunbooksPanel = deferred(() => import("#components/runbooks/rail-panel.tsx").then((module) => module.RunbooksPanel), { isAside: true });
const RoomRuns = deferred(() => import("#components/agents/room-runs.tsx").then((module) => module.RoomRuns), { isAside: true });

/** The rail beside the timeline: who does what, what is hurt, what comes next. */
export function RoomRail() {
  return (
    <div className="grid content-start gap-3 divide-y divide-line [&>*:not(:last-child)]:pb-4">
      <RoleBoard />
      <EscalationPanel />
      <SummaryPanel />
      <ImpactPanel />
      <AlertsPanel />
      <HypothesesPanel />
      <RunbooksPanel />
      <TasksPanel />
      <FiguresPanel />
      <LessonsPanel />
      <LinksPanel />
      <FieldsPanel />
      <PeoplePanel />
      <RoomRuns />
    </div>
  );
}
