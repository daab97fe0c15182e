"use client";

import { useQuery } from "@tanstack/react-query";
import { MoreHorizontal, Users } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { toast } from "#components/ui/toast.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";
import type { TeamSummary } from "#lib/contracts/team.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { PeopleHeader } from "./people-tabs.tsx";
import { TeamDialog } from "./team-dialog.tsx";
import { usePeopleChanged } from "./use-people-changed.ts";

type Editing = { team: TeamSummary | null } | null;

/** Teams, who is in them, and the services they own. */
export function Teams({ first }: { first: TeamSummary[] }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [editing, setEditing] = useState<Editing>(null);
  const { data: teams } = useQuery({ ...trpc.teams.list.queryOptions({}), initialData: first });
  const canChange = roleHolds(me.role, "service.manage");
  const create = canChange ? (
    <Button variant="primary" onClick={() => setEditing({ team: null })}>
      New team
    </Button>
  ) : null;
  return (
    <>
      <PeopleHeader actions={create} />
      {teams.length === 0 ? (
        <EmptyState title="No team yet" icon={<Users size={16} />} action={create}>
          A team owns services, so that an incident finds the people who know them.
        </EmptyState>
      ) : (
        <ul aria-label="Teams" className="divide-y divide-line border-b border-line">
          {teams.map((team) => (
            <Team key={team.id} team={team} canChange={canChange} onRename={() => setEditing({ team })} />
          ))}
        </ul>
      )}
      <TeamDialog key={editing?.team?.id ?? "new"} isOpen={editing !== null} team={editing?.team ?? null} onClose={() => setEditing(null)} />
    </>
  );
}

function Team({ team, canChange, onRename }: { team: TeamSummary; canChange: boolean; onRename: () => void }) {
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const archive = useCommand(trpc.teams.archive.mutationOptions(), changed);
  const remove = () =>
    archive.mutate(
      { id: team.id },
      { onSuccess: () => toast.done(`${team.name} is archived`, { undo: () => archive.mutate({ id: team.id, isArchived: false }) }) },
    );
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto] sm:gap-6 sm:px-6">
      <div className="min-w-0">
        <h2 className="truncate text-14 font-semibold">
          <bdi>{team.name}</bdi>
        </h2>
        {team.description ? <p className="text-12 text-ink-soft">{team.description}</p> : null}
        {team.services.length > 0 ? (
          <p className="pt-1 text-12 text-ink-faint">
            Owns{" "}
            {team.services.map(({ id, slug, name }, index) => (
              <span key={id}>
                {index > 0 ? ", " : ""}
                <Link href={`/services/${slug}`} className="hover:underline">
                  {name}
                </Link>
              </span>
            ))}
          </p>
        ) : null}
      </div>
      <div className="max-sm:order-last max-sm:col-span-2">
        <Members team={team} canChange={canChange} />
      </div>
      {canChange ? (
        <Menu
          label={`Actions for ${team.name}`}
          trigger={<IconButton size="sm" label={`Actions for ${team.name}`} icon={<MoreHorizontal size={15} />} />}
          items={[
            { label: "Rename…", onSelect: onRename },
            { label: "Archive", isDangerous: true, startsGroup: true, onSelect: remove },
          ]}
        />
      ) : null}
    </li>
  );
}

function Members({ team, canChange }: { team: TeamSummary; canChange: boolean }) {
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const [isEditing, setEditing] = useState(false);
  const set = useCommand(trpc.teams.setMember.mutationOptions(), changed);
  const toggleLead = (person: string, isLead: boolean) => set.mutate({ id: team.id, person, isMember: true, isLead });
  if (isEditing)
    return (
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <PersonPicker
            label={`Members of ${team.name}`}
            isMultiple
            chosen={team.members}
            onChange={(chosen) => {
              for (const { id } of chosen) if (!team.members.some((member) => member.id === id)) set.mutate({ id: team.id, person: id });
              for (const { id } of team.members) if (!chosen.some((one) => one.id === id)) set.mutate({ id: team.id, person: id, isMember: false });
            }}
          />
        </div>
        <Button onClick={() => setEditing(false)}>Done</Button>
      </div>
    );
  return (
    <ul aria-label={`Members of ${team.name}`} className="flex flex-wrap items-center gap-1.5">
      {team.members.map(({ id, name, isLead }) => (
        <li key={id}>
          <Menu
            label={`${name} in ${team.name}`}
            align="start"
            trigger={
              <button
                type="button"
                aria-label={`${name} in ${team.name}`}
                disabled={!canChange}
                className="min-h-6 rounded-full pointer-coarse:min-h-11"
              >
                <Chip tone={isLead ? "accent" : "neutral"}>{isLead ? `${name}, lead` : name}</Chip>
              </button>
            }
            items={[
              { label: isLead ? "Lead no more" : "Make lead", onSelect: () => toggleLead(id, !isLead) },
              { label: "Take out of the team", onSelect: () => set.mutate({ id: team.id, person: id, isMember: false }) },
            ]}
          />
        </li>
      ))}
      {team.members.length === 0 ? <li className="text-13 text-ink-faint">Nobody yet</li> : null}
      {canChange ? (
        <li>
          <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
            {team.members.length === 0 ? "Add members" : "Edit"}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
