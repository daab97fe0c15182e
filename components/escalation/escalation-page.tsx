"use client";

import { useMemo, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { RoomProvider } from "#components/incidents/room-context.tsx";
import type { RoomDialogName } from "#components/incidents/room-dialogs.tsx";
import { RoomHeader } from "#components/incidents/room-header.tsx";
import { RoomRail } from "#components/incidents/room-rail.tsx";
import { useRoom } from "#components/live/use-room.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import type { Act, EscalationStatus } from "#lib/contracts/escalation/status.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { rightsIn } from "#lib/contracts/room-rights.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ActionList } from "./action-list.tsx";
import { type EscalationDialog, EscalationHead } from "./escalation-head.tsx";
import { Ladder } from "./ladder.tsx";
import { NobodyYet } from "./nobody-yet.tsx";
import { NotificationTable } from "./notification-table.tsx";
import { Section } from "./section.tsx";
import { TimeMachine } from "./time-machine.tsx";
import { TimedList } from "./timed-list.tsx";
import { useEscalation } from "./use-escalation.ts";

const EscalateDialog = deferred(() => import("./escalate-dialog.tsx").then((module) => module.EscalateDialog));
const StandDownDialog = deferred(() => import("./stand-down-dialog.tsx").then((module) => module.StandDownDialog));
const HandoverDialog = deferred(() => import("#components/roles/handover-dialog.tsx").then((module) => module.HandoverDialog));
const RoomDialogs = deferred(() => import("#components/incidents/room-dialogs.tsx").then((module) => module.RoomDialogs));

type First = { room: RoomView; status: EscalationStatus };

/** Who was notified, who knows, what comes next and why: the ladder and the table, live. */
export function EscalationPage({ first }: { first: First }) {
  const { view: live } = useRoom(first.room);
  const { me } = useConsole();
  const view = useMemo(() => ({ ...live, rights: rightsIn(me, live.room) }), [live, me]);
  const [isRailOpen, setRailOpen] = useState(false);
  return (
    <RoomProvider view={view}>
      <RoomHeader view={view} onDetails={() => setRailOpen(true)} />
      <Escalation view={view} first={first.status} />
      <Sheet isOpen={isRailOpen} title={view.room.reference} onClose={() => setRailOpen(false)}>
        <RoomRail />
      </Sheet>
    </RoomProvider>
  );
}

function Escalation({ view, first }: { view: RoomView; first: EscalationStatus }) {
  const status = useEscalation(view, first);
  const [dialog, setDialog] = useState<EscalationDialog | null>(null);
  const { roomDialog, setRoomDialog, act } = useActs(view, setDialog);
  const { room, rights } = view;
  const ground = `${status.timeline.length} ${status.state} ${room.severity} ${room.figures.revenuePerHour}`;
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-7 bg-surface px-3.5 py-4 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(320px,400px)]">
      <div className="order-first min-w-0 lg:col-span-2">
        <EscalationHead status={status} onOpen={setDialog} />
      </div>
      <div className="grid min-w-0 grid-cols-1 content-start gap-7">
        <NobodyYet status={status} />
        <Section title="Who was notified">
          {status.notifications.length > 0 ? (
            <NotificationTable rows={status.notifications} serverNow={status.now} />
          ) : (
            <p className="text-13 text-ink-faint">Nobody was paged yet.</p>
          )}
        </Section>
        <Section title="Recommended actions">
          <ActionList actions={status.actions} canAct={rights.canWrite && isActivePhase(room.phase)} onAct={act} />
        </Section>
        <Section title="What happened">
          <TimedList label="Escalation timeline" items={status.timeline} empty="Nothing yet." />
        </Section>
        <Section title="What was told">
          <TimedList label="Communications" items={status.communications} empty="No update was posted yet." />
        </Section>
      </div>
      <div className="grid min-w-0 grid-cols-1 content-start gap-7 max-lg:order-first">
        {status.rungs.length > 0 ? (
          <Section title="Ladder">
            <Ladder status={status} />
          </Section>
        ) : null}
        {room.escalation ? (
          <Section title="Time machine">
            <TimeMachine ground={ground} />
          </Section>
        ) : null}
      </div>
      {dialog === "escalate" ? <EscalateDialog onClose={() => setDialog(null)} /> : null}
      {dialog === "stand-down" ? <StandDownDialog onClose={() => setDialog(null)} /> : null}
      {dialog === "hand-over" ? <HandoverDialog onClose={() => setDialog(null)} /> : null}
      {roomDialog ? <RoomDialogs name={roomDialog} target={null} view={view} onClose={() => setRoomDialog(null)} /> : null}
    </div>
  );
}

/** Where each recommended action is done. */
function useActs({ room }: RoomView, open: (dialog: EscalationDialog) => void) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [roomDialog, setRoomDialog] = useState<RoomDialogName | null>(null);
  const assign = useCommand(trpc.roles.assign.mutationOptions());
  const act = (what: Act) => {
    if (what === "escalate") open("escalate");
    else if (what === "command") assign.mutate({ reference: room.reference, role: COMMANDER, user: me.id, state: "active" });
    else setRoomDialog(what);
  };
  return { roomDialog, setRoomDialog, act };
}
