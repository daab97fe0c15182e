"use client";

import { CalendarClock } from "lucide-react";
import { useConsole } from "#components/shell/organisation.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { TeamSummary } from "#lib/contracts/team.ts";

const MOST_TEAMS = 6;

/** Teaches what a schedule is, and makes one of a team in two steps. */
export function NoSchedule({ teams, mayMake }: { teams: TeamSummary[]; mayMake: boolean }) {
  const { me } = useConsole();
  const own = teams.filter(({ members }) => me.role === "admin" || members.some(({ id, isLead }) => id === me.id && isLead));
  const choices = own.slice(0, MOST_TEAMS).map(({ id, name }) => (
    <LinkButton key={id} href={`/on-call/new?team=${id}`}>
      From {name}
    </LinkButton>
  ));
  const action = mayMake ? (
    <>
      {choices}
      <LinkButton href="/on-call/new" variant="primary">
        New schedule
      </LinkButton>
    </>
  ) : null;
  return (
    <EmptyState title="Nobody is on call yet" icon={<CalendarClock size={16} />} action={action}>
      A schedule says who answers at each hour: people who follow one another each day or week, hand over at a fixed hour of the clock, and swap when
      life gets in the way.{" "}
      {action
        ? "Begin with a team: its members take turns each week, and you change what does not fit."
        : "An administrator or the lead of a team makes one."}
    </EmptyState>
  );
}
