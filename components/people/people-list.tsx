"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import type { Page } from "#lib/contracts/page.ts";
import type { PersonSummary } from "#lib/contracts/people.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { PeopleHeader } from "./people-tabs.tsx";
import { PersonRow } from "./person-row.tsx";

/** Everybody, found as one types. Administrators invite, change roles and deactivate here. */
export function PeopleList({ first }: { first: Page<PersonSummary> }) {
  const { me } = useConsole();
  const [search, setSearch] = useState("");
  const [includeDeactivated, setIncludeDeactivated] = useState(false);
  const [isInviting, setInviting] = useState(false);
  const q = useDeferredValue(search.trim());
  const isAdmin = me.role === "admin";
  const list = usePeople(q, includeDeactivated, first);
  const teamsOf = useTeamsOf();
  const people = list.data?.pages.flatMap(({ items }) => items) ?? [];
  useShortcut("n", () => isAdmin && setInviting(true), { label: "Invite somebody", group: "People" });
  const invite = (
    <Button variant="primary" kbd="n" icon={<UserPlus size={14} aria-hidden />} onClick={() => setInviting(true)}>
      Invite
    </Button>
  );
  return (
    <>
      <PeopleHeader actions={isAdmin ? invite : null} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 sm:px-6">
        <div className="w-full sm:w-72">
          <Input label="Find people" isLabelHidden placeholder="Name, @handle or e-mail" type="search" value={search} onChange={setSearch} />
        </div>
        <Checkbox label="Show deactivated" isChecked={includeDeactivated} onChange={setIncludeDeactivated} />
      </div>
      {list.isError ? (
        <ErrorState title="People cannot be shown" action={<Button onClick={() => void list.refetch()}>Try again</Button>}>
          {problemFrom(list.error).detail}
        </ErrorState>
      ) : people.length > 0 ? (
        <ul aria-label="People" className="divide-y divide-line border-y border-line">
          {people.map((person) => (
            <PersonRow key={person.id} person={person} teams={teamsOf.get(person.id) ?? []} isMe={person.id === me.id} isAdmin={isAdmin} />
          ))}
        </ul>
      ) : list.isFetching ? null : (
        <EmptyState title="Nobody fits" action={<Button onClick={() => setSearch("")}>Show everybody</Button>}>
          No name, handle or address contains “{q}”.
        </EmptyState>
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center py-4">
          <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
      {isAdmin ? <Invitations /> : null}
      <InviteDialog isOpen={isInviting} onClose={() => setInviting(false)} />
    </>
  );
}

function usePeople(q: string, includeDeactivated: boolean, first: Page<PersonSummary>) {
  const trpc = useTRPC();
  const isFirst = q === "" && !includeDeactivated;
  return useInfiniteQuery({
    ...trpc.people.list.infiniteQueryOptions({ q, includeDeactivated, limit: 100 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
    ...(isFirst ? { initialData: { pages: [first], pageParams: [null] } } : {}),
    placeholderData: (old) => old,
  });
}

/** The names of each person's teams, by the person's id. */
function useTeamsOf(): Map<string, string[]> {
  const trpc = useTRPC();
  const { data: teams } = useQuery(trpc.teams.list.queryOptions({}));
  return useMemo(() => {
    const names = new Map<string, string[]>();
    for (const team of teams ?? []) for (const { id } of team.members) names.set(id, [...(names.get(id) ?? []), team.name]);
    return names;
  }, [teams]);
}
