"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { Page } from "#lib/contracts/page.ts";
import type { PersonSummary } from "#lib/contracts/people.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { PeopleHeader } from "./people-tabs.tsx";
import { PersonActions } from "./person-actions.tsx";
import { roleWord } from "./role-words.ts";

/** Everybody, found as one types. Administrators invite, change roles and deactivate here. */
export function PeopleList({ first }: { first: Page<PersonSummary> }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [search, setSearch] = useState("");
  const [includeDeactivated, setIncludeDeactivated] = useState(false);
  const [isInviting, setInviting] = useState(false);
  const q = useDeferredValue(search.trim());
  const isAdmin = me.role === "admin";
  const isFirst = q === "" && !includeDeactivated;
  const list = useInfiniteQuery({
    ...trpc.people.list.infiniteQueryOptions({ q, includeDeactivated, limit: 100 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
    ...(isFirst ? { initialData: { pages: [first], pageParams: [null] } } : {}),
    placeholderData: (old) => old,
  });
  const people = list.data?.pages.flatMap(({ items }) => items) ?? [];
  useShortcut("n", () => isAdmin && setInviting(true), { label: "Invite somebody", group: "People" });
  return (
    <>
      <PeopleHeader
        actions={
          isAdmin ? (
            <Button variant="primary" kbd="n" icon={<UserPlus size={14} aria-hidden />} onClick={() => setInviting(true)}>
              Invite
            </Button>
          ) : null
        }
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-6">
        <div className="w-full sm:w-72">
          <Input label="Find people" isLabelHidden placeholder="Name, @handle or e-mail" type="search" value={search} onChange={setSearch} />
        </div>
        <Checkbox label="Show deactivated" isChecked={includeDeactivated} onChange={setIncludeDeactivated} />
      </div>
      {people.length > 0 ? (
        <Table label="People" head={isAdmin ? ["Name", "Role", "E-mail", ""] : ["Name", "Role", "E-mail"]}>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} isMe={person.id === me.id} isAdmin={isAdmin} />
          ))}
        </Table>
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

function PersonRow({ person, isMe, isAdmin }: { person: PersonSummary; isMe: boolean; isAdmin: boolean }) {
  const { id, name, handle, email, role, isActive } = person;
  return (
    <Row>
      <Cell>
        <Link href={`/people/${id}`} className="flex min-h-8 min-w-40 items-center gap-2.5 pointer-coarse:min-h-11">
          <Avatar id={id} name={name} />
          <span className="min-w-0">
            <bdi className="font-medium">{name}</bdi> <span className="text-ink-faint">@{handle}</span>
          </span>
          {isMe ? <Chip>you</Chip> : null}
          {isActive ? null : <Chip tone="warn">deactivated</Chip>}
        </Link>
      </Cell>
      <Cell>{roleWord(role)}</Cell>
      <Cell>
        <span className="text-ink-soft">{email}</span>
      </Cell>
      {isAdmin ? (
        <Cell align="right">
          <PersonActions person={person} isMe={isMe} />
        </Cell>
      ) : null}
    </Row>
  );
}
