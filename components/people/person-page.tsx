"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { BoardLine } from "#components/incidents/board-line.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { PersonDetails } from "#lib/contracts/people.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { PersonActions } from "./person-actions.tsx";
import { PersonSessions } from "./person-sessions.tsx";
import { roleWord } from "./role-words.ts";

/** One person: how to reach them, where they belong, and the open incidents that they command. */
export function PersonPage({ person }: { person: PersonDetails }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const commanded = useQuery(trpc.board.list.queryOptions({ commander: person.id, state: "open", limit: 10 }));
  const isAdmin = me.role === "admin";
  return (
    <div className="mx-auto grid max-w-3xl gap-6 p-4 sm:p-6">
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
      <section>
        <h2 className="pb-1 text-13 font-semibold">Commands now</h2>
        {commanded.data?.items.length ? (
          <ul className="divide-y divide-line border-t border-line">
            {commanded.data.items.map((row) => (
              <BoardLine key={row.id} row={row} isActive={false} />
            ))}
          </ul>
        ) : (
          <p className="text-13 text-ink-soft">{commanded.isPending ? "Looking…" : "No open incident."}</p>
        )}
      </section>
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
