"use client";

import { ReadBackForm } from "#components/deadlines/read-back-form.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { Handover } from "#lib/contracts/role.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** An offer of command that somebody else has to answer; the offerer can withdraw it. One's own stands in the Now queue while the incident is open. */
export function HandoverOffer() {
  const { room } = useRoomView();
  const { me } = useConsole();
  const offer = room.handover;
  const isMine = offer?.to.id === me.id;
  if (!offer || (isMine && isActivePhase(room.phase))) return null;
  return (
    <div className="pb-3">
      <Callout title={isMine ? `${offer.from.name} offers you command` : `${offer.from.name} offers command to ${offer.to.name}`}>
        {isMine ? <ReadBackForm offer={offer} onDone={() => undefined} /> : <OfferState offer={offer} isFrom={offer.from.id === me.id} />}
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
