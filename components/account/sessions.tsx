"use client";

import { useQuery } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { SessionSummary } from "#lib/contracts/account.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AccountItem, AccountList, AccountSection } from "./account-section.tsx";
import { deviceWords } from "./device.ts";

const SHOWN = 5;

/** Where one is signed in, and the way out of each place. */
export function Sessions({ first }: { first: SessionSummary[] }) {
  const trpc = useTRPC();
  const { data, refetch } = useQuery({ ...trpc.account.sessions.queryOptions({}), initialData: first });
  const revoke = useCommand(trpc.account.revokeSession.mutationOptions(), () => {
    void refetch();
    toast.done("That device is signed out");
  });
  const revokeOthers = useCommand(trpc.account.revokeSessions.mutationOptions(), ({ ended }) => {
    void refetch();
    toast.done(ended === 1 ? "One other device is signed out" : `${ended} other devices are signed out`);
  });
  const [isWhole, setWhole] = useState(false);
  const sessions = [...data].sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
  return (
    <AccountSection title="Where you are signed in" lead="End what you do not know or no longer use. It takes effect at once.">
      <AccountList label="Sessions">
        {(isWhole ? sessions : sessions.slice(0, SHOWN)).map((session) => (
          <Session
            key={session.id}
            session={session}
            isPending={revoke.isPending && revoke.variables.id === session.id}
            onEnd={() => revoke.mutate({ id: session.id })}
          />
        ))}
      </AccountList>
      {data.length > 1 ? (
        <div className="flex flex-wrap gap-2">
          {data.length > SHOWN && !isWhole ? <Button onClick={() => setWhole(true)}>Show all {data.length}</Button> : null}
          <Button isPending={revokeOthers.isPending} onClick={() => revokeOthers.mutate({})}>
            Sign out everywhere else
          </Button>
        </div>
      ) : null}
    </AccountSection>
  );
}

const PHONE = /\b(?:iPhone|Android|iPad)\b/;

function Session({ session, isPending, onEnd }: { session: SessionSummary; isPending: boolean; onEnd: () => void }) {
  const { address, userAgent, lastSeenAt, createdAt, isCurrent } = session;
  const device = deviceWords(userAgent);
  const Icon = PHONE.test(device) ? Smartphone : Monitor;
  return (
    <AccountItem
      icon={<Icon size={16} />}
      title={
        <>
          <span title={userAgent ?? undefined}>{device}</span>
          {isCurrent ? <Chip tone="good">this one</Chip> : null}
        </>
      }
      detail={
        <>
          {address ?? "Unknown address"} · {isCurrent ? "signed in" : "last seen"}{" "}
          <TimeText at={isCurrent ? createdAt : lastSeenAt} format="relative" />
        </>
      }
      action={
        isCurrent ? null : (
          <Button size="sm" isPending={isPending} onClick={onEnd} aria-label={`Sign out ${device}, ${address ?? "unknown address"}`}>
            Sign out
          </Button>
        )
      }
    />
  );
}
