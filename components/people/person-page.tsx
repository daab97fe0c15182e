"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useConsole } from "#components/shell/organisation.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { PersonDetails } from "#lib/contracts/people.ts";
import { Commanded } from "./commanded.tsx";
import { PersonActions } from "./person-actions.tsx";
import { PersonSessions } from "./person-sessions.tsx";
import { roleWord } from "./role-words.ts";

/** One person: how to reach them, where they belong, and the open incidents that they command. */
export function PersonPage({ person }: { person: PersonDetails }) {
  const { me } = useConsole();
  const isAdmin = me.role === "admin";
  return (
    <div className="grid max-w-3xl gap-6 p-4 sm:p-6">
      <Link href="/people" className="inline-flex items-center gap-1 justify-self-start text-13 text-ink-soft hover:text-ink pointer-coarse:min-h-11">
        <ChevronLeft size={14} aria-hidden /> People
      </Link>
      <header className="flex items-center gap-3">
        <Avatar id={person.id} name={person.name} size="lg" />
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-20 font-semibold">
            <bdi>{person.name}</bdi>
          </h1>
          <p className="text-13 text-ink-soft">
            @{person.handle} · {roleWord(person.role)}
          </p>
        </div>
        {person.isActive ? null : <Chip tone="warn">deactivated</Chip>}
        {isAdmin ? <PersonActions person={person} isMe={person.id === me.id} /> : null}
      </header>
      <dl className="grid gap-x-6 border-t border-line text-13 sm:grid-cols-2">
        <Fact label="E-mail">
          <a href={`mailto:${person.email}`} className="hover:underline">
            {person.email}
          </a>
        </Fact>
        <Fact label="Phone">{person.phone ? <a href={`tel:${person.phone}`}>{person.phone}</a> : null}</Fact>
        <Fact label="Time zone">{person.timeZone ? <ZoneTime zone={person.timeZone} /> : null}</Fact>
        <Fact label="Second factor">{person.hasSecondFactor ? "Set up" : "Not set up"}</Fact>
        <Fact label="Teams">
          {person.teams.length > 0 ? (
            <span className="flex flex-wrap gap-1">
              {person.teams.map(({ id, name, isLead }) => (
                <Chip key={id}>{isLead ? `${name}, lead` : name}</Chip>
              ))}
            </span>
          ) : null}
        </Fact>
        <Fact label="Here since">
          <TimeText at={person.createdAt} format="day" />
        </Fact>
      </dl>
      <Commanded person={person} />
      {person.id === me.id ? (
        <Link href="/settings/account" className="text-13 text-accent-ink hover:underline">
          Change your account
        </Link>
      ) : isAdmin ? (
        <PersonSessions person={person} />
      ) : null}
    </div>
  );
}

/** Where somebody is in the day, so that nobody is called at night without need. */
function ZoneTime({ zone }: { zone: string }) {
  const now = useNow();
  return (
    <>
      {zone.replaceAll("_", " ")}
      {now === null ? null : `, now ${new Date(now).toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" })}`}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center gap-3 border-b border-line py-1.5">
      <dt className="w-28 shrink-0 text-ink-faint">{label}</dt>
      <dd className="min-w-0 truncate">{children ?? <span className="text-ink-faint">—</span>}</dd>
    </div>
  );
}
