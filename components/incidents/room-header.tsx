"use client";

import { MoreHorizontal, PanelRight } from "lucide-react";
import { useMemo, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useCommands } from "#components/shell/commands.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { AvatarStack } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Countdown, Elapsed } from "#components/ui/clock.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { Phase } from "#lib/contracts/incident.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { EditableTitle } from "./editable-title.tsx";
import { PhaseStepper } from "./phase-stepper.tsx";
import type { RoomDialogName } from "./room-dialogs.tsx";
import { RoomTabs } from "./room-tabs.tsx";
import { SeverityButton } from "./severity-button.tsx";
import { useWatch } from "./use-watch.ts";

const RoomDialogs = deferred(() => import("./room-dialogs.tsx").then((module) => module.RoomDialogs));

/** What the incident is, where it stands, and the clocks. Stays in sight. */
export function RoomHeader({ view, onReplay, onDetails }: { view: RoomView; onReplay?: () => void; onDetails: () => void }) {
  const [dialog, setDialog] = useState<RoomDialogName | null>(null);
  const [target, setTarget] = useState<Phase | null>(null);
  const { room, rights, present, now } = view;
  const openStatus = (phase: Phase | null = null) => {
    setTarget(phase);
    setDialog("status");
  };
  useRoomKeys(rights.canWrite, setDialog, openStatus);
  const ended = isActivePhase(room.phase) ? null : (room.timestamps.resolvedAt?.at ?? room.phases.at(-1)?.startedAt ?? null);
  return (
    <header className="sticky top-(--head) z-10 border-b border-line bg-surface px-3.5 pt-2.5 sm:px-6">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 sm:flex-nowrap">
        <SeverityButton severity={room.severity} canWrite={rights.canWrite} onOpen={() => setDialog("severity")} />
        <span className="flex items-center font-mono text-12 whitespace-nowrap text-ink-faint">
          {room.reference}
          <span className="contents pointer-coarse:hidden">
            <CopyButton text={room.reference} label="Copy the reference" />
          </span>
        </span>
        {room.kind !== "real" ? <Chip tone="drill">{room.kind}</Chip> : null}
        {room.visibility === "private" ? <Chip tone="warn">private</Chip> : null}
        <div className="order-2 min-w-0 flex-1 basis-[calc(100%-7rem)] sm:order-none sm:basis-auto">
          <EditableTitle reference={room.reference} title={room.title} canWrite={rights.canWrite} />
        </div>
        <div className="order-1 ml-auto flex items-center gap-2 sm:order-none">
          <span className="hidden items-center gap-2 text-12 text-ink-soft sm:flex">
            <AvatarStack people={present} />
            <span className="whitespace-nowrap">{present.length} here</span>
          </span>
          {rights.canWrite && isActivePhase(room.phase) ? (
            <Button variant="primary" kbd="u" onClick={() => setDialog("update")}>
              Post update
            </Button>
          ) : null}
        </div>
        <div className="order-3 flex items-center gap-1 pointer-coarse:-mr-3 sm:order-none">
          <span className="contents lg:hidden">
            <IconButton label="Roles, impact, next actions" icon={<PanelRight size={16} />} onClick={onDetails} />
          </span>
          <RoomMenu view={view} onDialog={setDialog} onReplay={onReplay} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1.5 sm:gap-x-5">
        <PhaseStepper phase={room.phase} canWrite={rights.canWrite} onChoose={openStatus} />
        <dl className="flex items-baseline gap-3 text-12 text-ink-faint sm:ml-auto sm:gap-5">
          <div className="flex items-baseline gap-1.5">
            <dt>{ended ? "lasted" : "elapsed"}</dt>
            <dd>
              <Elapsed since={room.timestamps.startedAt?.at ?? room.timestamps.declaredAt?.at ?? now} until={ended} serverNow={now} size="lg" />
            </dd>
          </div>
          {room.nextUpdateDueAt ? (
            <div className="flex items-baseline gap-1.5">
              <dt>
                <span className="max-sm:hidden">next </span>update
              </dt>
              <dd>
                <Countdown until={room.nextUpdateDueAt} serverNow={now} size="lg" />
              </dd>
            </div>
          ) : null}
        </dl>
      </div>
      <RoomTabs room={room} />
      {dialog ? <RoomDialogs name={dialog} target={target} view={view} onClose={() => setDialog(null)} /> : null}
    </header>
  );
}

function useRoomKeys(canWrite: boolean, open: (name: RoomDialogName) => void, openStatus: () => void): void {
  const group = "Room";
  const when = (run: () => void) => () => {
    if (canWrite) run();
  };
  useShortcut("s", when(openStatus), { label: "Change the status", group });
  useShortcut(
    "v",
    when(() => open("severity")),
    { label: "Change the severity", group },
  );
  useShortcut(
    "u",
    when(() => open("update")),
    { label: "Post an update", group },
  );
}

function RoomMenu({ view, onDialog, onReplay }: { view: RoomView; onDialog: (name: RoomDialogName) => void; onReplay?: () => void }) {
  const { me } = useConsole();
  const { room, rights } = view;
  const isWatching = room.watchers.some(({ id }) => id === me.id);
  const watch = useWatch(room.reference);
  const items = useMemo(
    () => [
      { label: isWatching ? "Stop watching" : "Watch", onSelect: () => watch(!isWatching) },
      ...(onReplay ? [{ label: "Replay", onSelect: onReplay }] : []),
      ...(rights.canWrite
        ? [
            { label: "Change the status…", kbd: "s", onSelect: () => onDialog("status") },
            { label: "Change the severity…", kbd: "v", onSelect: () => onDialog("severity") },
            { label: "Times…", onSelect: () => onDialog("times") },
            { label: "Relate to another incident…", onSelect: () => onDialog("relate") },
          ]
        : []),
      ...(rights.canCommand
        ? [
            { label: "Who may see this…", onSelect: () => onDialog("access") },
            { label: "Merge into another…", onSelect: () => onDialog("merge") },
          ]
        : []),
      ...(room.phase === "merged" ? [{ label: "Undo the merge…", onSelect: () => onDialog("unmerge") }] : []),
    ],
    [isWatching, watch, onReplay, onDialog, rights, room.phase],
  );
  useCommands(
    useMemo(
      () => items.map(({ label, onSelect }) => ({ id: `room ${label}`, title: label.replace("…", ""), section: room.reference, run: onSelect })),
      [items, room.reference],
    ),
  );
  return (
    <Menu label="More for this incident" trigger={<IconButton label="More for this incident" icon={<MoreHorizontal size={16} />} />} items={items} />
  );
}
