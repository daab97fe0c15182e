"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import type { RoomState } from "#lib/contracts/room.ts";
import type { PublicationRequest } from "#lib/contracts/status/publication.ts";
import { UPDATE_STATUS_LABELS } from "#lib/contracts/status/terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Updates that wait for somebody else's approval. */
export function RequestList({ room, onDone }: { room: RoomState; onDone: () => void }) {
  return room.told.requests.map((request) => <Request key={request.id} reference={room.reference} request={request} onDone={onDone} />);
}

function Request({ reference, request, onDone }: { reference: string; request: PublicationRequest; onDone: () => void }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [reason, setReason] = useState("");
  const approve = useCommand(trpc.status.approve.mutationOptions(), onDone);
  const decline = useCommand(trpc.status.decline.mutationOptions(), onDone);
  const isMine = request.by.id === me.id;
  const isContradicted = approve.problem?.errors.some(({ path }) => path === "text") ?? false;
  return (
    <Callout tone="accent" title={`${request.by.name} asks for approval: ${UPDATE_STATUS_LABELS[request.status]} · ${request.title}`}>
      <p className="whitespace-pre-wrap">{request.text}</p>
      <p className="text-12 text-ink-soft">On {request.pages.map(({ name }) => name).join(", ")}</p>
      {approve.problem ? <p className="pt-1 text-bad">{approve.problem.detail}</p> : null}
      <div className="flex flex-wrap items-end gap-2 pt-2">
        {isMine ? <p className="text-13">Somebody else has to approve it.</p> : null}
        {isMine ? null : (
          <Button
            variant="primary"
            isPending={approve.isPending}
            onClick={() => approve.mutate({ reference, id: request.id, accepts: isContradicted })}
          >
            {isContradicted ? "Approve all the same" : "Approve and publish"}
          </Button>
        )}
        <Input label={isMine ? "Why you withdraw it" : "Why not"} value={reason} onChange={setReason} />
        <Button isPending={decline.isPending} isDisabled={reason.trim() === ""} onClick={() => decline.mutate({ reference, id: request.id, reason })}>
          {isMine ? "Withdraw" : "Decline"}
        </Button>
      </div>
    </Callout>
  );
}
