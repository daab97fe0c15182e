"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { RailSection } from "#components/incidents/rail-section.tsx";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Elapsed } from "#components/ui/clock.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { Menu, type MenuItem } from "#components/ui/menu.tsx";
import { BUILT_IN_ROLES, COMMANDER, type RoleDefinition } from "#lib/contracts/built-in-roles.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { Assignment } from "#lib/contracts/role.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

const AssignDialog = deferred(() => import("./assign-dialog.tsx").then((module) => module.AssignDialog));
const HandoverDialog = deferred(() => import("./handover-dialog.tsx").then((module) => module.HandoverDialog));
const TakeCommandDialog = deferred(() => import("./take-command-dialog.tsx").then((module) => module.TakeCommandDialog));

const ALWAYS_SHOWN = new Set([COMMANDER, "communications", "scribe", "subject-expert"]);

/** Who does what. Unfilled roles that every incident needs stand here too, waiting to be filled. */
export function RoleBoard() {
  const { room, rights } = useRoomView();
  const { settings } = useConsole();
  const [assigning, setAssigning] = useState<RoleDefinition | "any" | null>(null);
  const [isHandingOver, setHandingOver] = useState(false);
  const [isTaking, setTaking] = useState(false);
  const roles = [...BUILT_IN_ROLES, ...settings.customRoles];
  const lines = roles.flatMap((role): { role: RoleDefinition; holder: Assignment | null }[] => {
    const holders = room.assignments.filter((assignment) => assignment.role === role.key);
    if (holders.length > 0) return holders.map((holder) => ({ role, holder }));
    return ALWAYS_SHOWN.has(role.key) && isActivePhase(room.phase) ? [{ role, holder: null }] : [];
  });
  const canWork = rights.canWrite;
  return (
    <RailSection
      title="Roles"
      action={
        canWork ? (
          <>
            <CommandButton onHandOver={() => setHandingOver(true)} onTake={() => setTaking(true)} />
            <Button size="sm" variant="ghost" onClick={() => setAssigning("any")}>
              Assign
            </Button>
          </>
        ) : null
      }
    >
      <ul className="grid gap-1">
        {lines.map(({ role, holder }) => (
          <li key={holder?.id ?? role.key}>
            {holder ? (
              <RoleLine role={role} assignment={holder} onHandOver={() => setHandingOver(true)} />
            ) : (
              <EmptyRole role={role} canWork={canWork} onAssign={() => setAssigning(role)} />
            )}
          </li>
        ))}
      </ul>
      {assigning ? <AssignDialog roles={roles} role={assigning === "any" ? null : assigning} onClose={() => setAssigning(null)} /> : null}
      {isHandingOver ? <HandoverDialog onClose={() => setHandingOver(false)} /> : null}
      {isTaking ? <TakeCommandDialog onClose={() => setTaking(false)} /> : null}
    </RailSection>
  );
}

function CommandButton({ onHandOver, onTake }: { onHandOver: () => void; onTake: () => void }) {
  const { room } = useRoomView();
  const { me } = useConsole();
  const commander = room.assignments.find(({ role }) => role === COMMANDER);
  if (!isActivePhase(room.phase) || !commander) return null;
  const isMine = commander.person.id === me.id;
  return (
    <Button size="sm" variant="ghost" onClick={isMine ? onHandOver : onTake}>
      {isMine ? "Hand over…" : "Take command…"}
    </Button>
  );
}

const STATES = {
  active: { dot: "bg-good", word: "Active" },
  standby: { dot: "border border-ink-faint", word: "Standby" },
  paged: { dot: "bg-warn", word: "Asked" },
  released: { dot: "bg-line-strong", word: "Released" },
};

function RoleLine({ role, assignment, onHandOver }: { role: RoleDefinition; assignment: Assignment; onHandOver: () => void }) {
  const trpc = useTRPC();
  const { room, rights, now } = useRoomView();
  const { me } = useConsole();
  const change = useCommand(trpc.roles.change.mutationOptions());
  const set = (state: Assignment["state"]) => change.mutate({ reference: room.reference, id: assignment.id, state });
  const isMine = assignment.person.id === me.id;
  const isCommander = assignment.role === COMMANDER;
  const items: MenuItem[] = [
    ...(assignment.state !== "active" && !isCommander ? [{ label: isMine ? "Accept: active" : "Set active", onSelect: () => set("active") }] : []),
    ...(assignment.state !== "standby" && !isCommander ? [{ label: "On standby", onSelect: () => set("standby") }] : []),
    ...(isCommander && isMine ? [{ label: "Hand over…", onSelect: onHandOver }] : []),
    ...(isCommander ? [] : [{ label: isMine && assignment.state === "paged" ? "Decline" : "Release", onSelect: () => set("released") }]),
  ];
  const state = STATES[assignment.state];
  return (
    <div className="grid grid-cols-[26px_minmax(0,1fr)_auto] items-center gap-1.5">
      <Avatar id={assignment.person.id} name={assignment.person.name} />
      <div className="min-w-0 leading-tight" title={role.duties}>
        <bdi className="block truncate">{assignment.person.name}</bdi>
        <span className="text-12 text-ink-faint">
          {role.label} · <Elapsed since={assignment.since} serverNow={now} />
        </span>
      </div>
      {rights.canWrite && items.length > 0 ? (
        <Menu
          label={`${role.label} of ${assignment.person.name}`}
          items={items}
          trigger={
            <button
              type="button"
              aria-label={`${role.label} ${assignment.person.name}: ${state.word}. Change`}
              className="flex min-h-6 items-center gap-1.5 rounded-md px-1.5 text-12 text-ink-soft hover:bg-surface pointer-coarse:min-h-10"
            >
              <span aria-hidden className={`size-1.5 rounded-full ${state.dot}`} />
              {state.word}
            </button>
          }
        />
      ) : (
        <span className="flex items-center gap-1.5 px-1.5 text-12 text-ink-soft">
          <span aria-hidden className={`size-1.5 rounded-full ${state.dot}`} />
          {state.word}
        </span>
      )}
    </div>
  );
}

function EmptyRole({ role, canWork, onAssign }: { role: RoleDefinition; canWork: boolean; onAssign: () => void }) {
  return (
    <div className="grid grid-cols-[26px_minmax(0,1fr)_auto] items-center gap-1.5">
      <span aria-hidden className="grid size-6 place-items-center rounded-full border border-dashed border-line-strong text-11 text-ink-faint">
        ?
      </span>
      <div className="min-w-0 leading-tight text-ink-soft" title={role.duties}>
        {role.label}
        <span className="block text-12 text-ink-faint">unfilled</span>
      </div>
      {canWork ? (
        <Button size="sm" variant="ghost" onClick={onAssign}>
          Assign
        </Button>
      ) : null}
    </div>
  );
}
