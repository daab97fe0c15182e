"use client";

import { useQuery } from "@tanstack/react-query";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PersonDetails } from "#lib/contracts/people.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Where somebody else is signed in, for an administrator who has to end that. */
export function PersonSessions({ person }: { person: PersonDetails }) {
  const trpc = useTRPC();
  const sessions = useQuery(trpc.account.sessions.queryOptions({ person: person.id }));
  const revoke = useCommand(trpc.account.revokeSessions.mutationOptions(), () => {
    void sessions.refetch();
    toast.done(`${person.name} is signed out everywhere`);
  });
  const count = sessions.data?.length ?? 0;
  return (
    <section className="flex flex-wrap items-center gap-3 text-13">
      <h2 className="font-semibold">Sessions</h2>
      <p className="flex-1 text-ink-soft">
        {count === 0 ? "Signed in nowhere." : count === 1 ? "Signed in on one device." : `Signed in on ${count} devices.`}
      </p>
      {count > 0 ? (
        <Button isPending={revoke.isPending} onClick={() => revoke.mutate({ person: person.id })}>
          Sign out everywhere
        </Button>
      ) : null}
    </section>
  );
}
