import Link from "next/link";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/badge.tsx";
import type { PersonSummary } from "#lib/contracts/people.ts";
import { PersonActions } from "./person-actions.tsx";
import { roleWord } from "./role-words.ts";

type PersonRowProps = { person: PersonSummary; teams: string[]; isMe: boolean; isAdmin: boolean };

/** One person on a line; on a phone the role and the address stand below the name. */
export function PersonRow({ person, teams, isMe, isAdmin }: PersonRowProps) {
  const { id, name, handle, email, role, isActive } = person;
  return (
    <li className="relative grid min-h-11 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-1.5 text-13 transition-colors hover:bg-surface-hover sm:px-6 md:grid-cols-[auto_minmax(0,5fr)_minmax(0,4fr)_7rem_minmax(0,4fr)_1.5rem]">
      <Avatar id={id} name={name} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <Link href={`/people/${id}`} className="truncate font-medium after:absolute after:inset-0">
            <bdi>{name}</bdi>
          </Link>
          <span className="truncate text-ink-faint">@{handle}</span>
          {isMe ? <Chip>you</Chip> : null}
          {isActive ? null : <Chip tone="warn">deactivated</Chip>}
        </p>
        <p className="truncate text-12 text-ink-soft md:hidden">
          {roleWord(role)} · {email}
        </p>
      </div>
      <span className="truncate text-ink-soft max-md:hidden">{email}</span>
      <span className="truncate max-md:hidden">{roleWord(role)}</span>
      <span className="truncate text-ink-soft max-md:hidden">{teams.join(", ")}</span>
      <span className="relative justify-self-end">{isAdmin ? <PersonActions person={person} isMe={isMe} /> : null}</span>
    </li>
  );
}
