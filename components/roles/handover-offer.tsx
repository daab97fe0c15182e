"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Handover, HandoverBrief } from "#lib/contracts/role.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { BRIEF_LABELS } from "./brief-labels.ts";

/** An open offer of command: the receiver reads the brief and says back what they understood; the offerer can withdraw. */
export function HandoverOffer() {
  const { room } = useRoomView();
  const { me } = useConsole();
  const offer = room.handover;
  if (!offer) return null;
  const isMine = offer.to.id === me.id;
  return (
    <div className="pb-3">
      <Callout
        tone={isMine ? "accent" : "neutral"}
        title={isMine ? `${offer.from.name} offers you command` : `${offer.from.name} offers command to ${offer.to.name}`}
      >
        {isMine ? <AcceptForm offer={offer} /> : <OfferState offer={offer} isFrom={offer.from.id === me.id} />}
      </Callout>
    </div>
  );
}

function OfferState({ offer, isFrom }: { offer: Handover; isFrom: boolean }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const withdraw = useCommand(trpc.roles.withdrawHandover.mutationOptions());
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="flex-1 text-ink-soft">Until it is accepted, {offer.from.name} commands.</p>
      {isFrom ? (
        <Button size="sm" isPending={withdraw.isPending} onClick={() => withdraw.mutate({ reference: room.reference, id: offer.id })}>
          Withdraw
        </Button>
      ) : null}
    </div>
  );
}

function AcceptForm({ offer }: { offer: Handover }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const [readBack, setReadBack] = useState("");
  const accept = useCommand(trpc.roles.acceptHandover.mutationOptions());
  const decline = useCommand(trpc.roles.declineHandover.mutationOptions());
  const parts = (Object.entries(offer.brief) as [keyof HandoverBrief, string][]).filter(([, text]) => text);
  return (
    <form
      className="grid gap-3 pt-1"
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate({ reference: room.reference, id: offer.id, readBack });
      }}
    >
      <dl className="grid gap-1.5">
        {parts.map(([part, text]) => (
          <div key={part}>
            <dt className="text-12 font-medium text-ink-soft">{BRIEF_LABELS[part]}</dt>
            <dd className="whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
              {text}
            </dd>
          </div>
        ))}
      </dl>
      <Textarea
        label="Read back in your own words: what is going on, and what you will do next"
        value={readBack}
        onChange={setReadBack}
        error={accept.problem?.errors[0]?.message}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isPending={accept.isPending} isDisabled={readBack.trim() === ""}>
          Accept command
        </Button>
        <Button isPending={decline.isPending} onClick={() => decline.mutate({ reference: room.reference, id: offer.id })}>
          Decline
        </Button>
      </div>
    </form>
  );
}
