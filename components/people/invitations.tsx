"use client";

import { useQuery } from "@tanstack/react-query";
import { useCommand } from "#components/forms/use-command.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { roleWord } from "./role-words.ts";
import { usePeopleChanged } from "./use-people-changed.ts";

/** Invitations that nobody has used yet. */
export function Invitations() {
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const { data } = useQuery(trpc.people.invitations.queryOptions());
  const revoke = useCommand(trpc.people.revokeInvitation.mutationOptions(), () => {
    changed();
    toast.done("The link does not work any more");
  });
  if (!data || data.length === 0) return null;
  return (
    <section className="pt-6">
      <h2 className="px-4 pb-1 text-13 font-semibold sm:px-6">Invited</h2>
      <Table label="Invitations" head={["For", "Role", "Until", ""]}>
        {data.map(({ id, email, role, invitedBy, expiresAt, isExpired }) => (
          <Row key={id}>
            <Cell>
              {email ?? "Whoever has the link"} <span className="text-ink-faint">by {invitedBy}</span>
            </Cell>
            <Cell>{roleWord(role)}</Cell>
            <Cell>{isExpired ? <Chip tone="warn">expired</Chip> : <TimeText at={expiresAt} />}</Cell>
            <Cell align="right">
              <Button size="sm" isPending={revoke.isPending && revoke.variables.id === id} onClick={() => revoke.mutate({ id })}>
                {isExpired ? "Remove" : "Take back"}
              </Button>
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
