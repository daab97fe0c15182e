"use client";

import { Section } from "#components/escalation/section.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ReviewSession } from "#lib/contracts/review-session.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

type AttendanceProps = { session: ReviewSession; canWrite: boolean; onChanged: () => void };

/** Who is in the meeting, and who was. */
export function Attendance({ session, canWrite, onChanged }: AttendanceProps) {
  const { me } = useConsole();
  const trpc = useTRPC();
  const change = useCommand(trpc.postmortems.changeSession.mutationOptions(), onChanged);
  const act = (what: "join" | "leave" | "present") => change.mutate({ reference: session.reference, change: { do: what } });
  const isHere = session.attendance.some(({ person, leftAt }) => person.id === me.id && leftAt === null);
  const isPresenter = session.presenter.id === me.id;
  return (
    <Section title="Here">
      <ul aria-label="Attendance" className="grid gap-1.5">
        {session.attendance.map(({ person, leftAt }) => (
          <li key={person.id} className={`grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2 text-13 ${leftAt ? "text-ink-faint" : ""}`}>
            <Avatar id={person.id} name={person.name} size="sm" />
            <bdi className="truncate">{person.name}</bdi>
            <span className="text-12 text-ink-soft">{person.id === session.presenter.id ? "presents" : leftAt ? "left" : ""}</span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {isHere ? null : (
          <Button variant="primary" isPending={change.isPending} onClick={() => act("join")}>
            Join
          </Button>
        )}
        {isHere && !isPresenter ? (
          <Button isPending={change.isPending} onClick={() => act("leave")}>
            Leave
          </Button>
        ) : null}
        {canWrite && !isPresenter ? (
          <Button isPending={change.isPending} onClick={() => act("present")}>
            Present instead
          </Button>
        ) : null}
      </div>
    </Section>
  );
}
