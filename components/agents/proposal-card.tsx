"use client";

import { Check, ShieldAlert, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type RefObject, useRef, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Countdown } from "#components/ui/clock.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { ProposalView } from "#lib/contracts/agent.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { askStore } from "./ask-store.ts";
import { InputFold } from "./json-fold.tsx";
import { ProposalOutcome } from "./proposal-outcome.tsx";
import { declaredIn, proposalStateAt, RISK_WORDS } from "./run-words.ts";
import { useProposalKeys } from "./use-proposal-keys.ts";

type ProposalCardProps = {
  proposal: ProposalView;
  /** After it was accepted or rejected here; with how it stands now. */
  onDecided?: (proposal: ProposalView) => void;
  /** Decided by `a` and `x`; for one card of a page. */
  hasKeys?: boolean;
};

/** What an agent wants done: in words and exactly, by when, and a person's answer to it. A declaration that was accepted leads to its room. */
export function ProposalCard({ proposal, onDecided, hasKeys = false }: ProposalCardProps) {
  const now = useNow();
  const state = now === null ? proposal.state : proposalStateAt(proposal, now);
  const risk = RISK_WORDS[proposal.risk];
  return (
    <article
      aria-label={`Proposal: ${proposal.title}`}
      className={`rounded-lg border bg-surface-raised ${state === "open" ? "border-accent/50" : "border-line"}`}
    >
      <div className="grid gap-2 px-3 py-2.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="min-w-0 flex-1 text-13 font-semibold">{proposal.title}</h3>
          <Chip tone={risk.tone} icon={risk.warning ? <ShieldAlert size={11} aria-hidden /> : undefined}>
            {risk.label}
          </Chip>
        </div>
        <p className="text-13 [overflow-wrap:anywhere] text-ink" dir="auto">
          {proposal.effect}
        </p>
        <InputFold label="Exactly what is sent" value={proposal.input} />
        {state === "open" ? (
          <Decision proposal={proposal} onDecided={onDecided} hasKeys={hasKeys} />
        ) : (
          <ProposalOutcome proposal={proposal} state={state} />
        )}
      </div>
    </article>
  );
}

function Decision({ proposal, onDecided, hasKeys }: ProposalCardProps) {
  const { me } = useConsole();
  const trpc = useTRPC();
  const router = useRouter();
  const [isConfirming, setConfirming] = useState(false);
  const { warning } = RISK_WORDS[proposal.risk];
  const decide = useCommand(trpc.agents.decide.mutationOptions(), (decided) => {
    setConfirming(false);
    onDecided?.(decided);
    const room = declaredIn(decided);
    if (!room) return;
    askStore.closePanel();
    router.push(`/incidents/${room}`);
  });
  const answer = (accept: boolean) => decide.mutate({ id: proposal.id, accept });
  const isSending = (accept: boolean) => decide.isPending && decide.variables.accept === accept;
  const accept = () => (warning ? setConfirming(true) : answer(true));
  const row = useRef<HTMLDivElement>(null);
  return (
    <div ref={row} className="flex flex-wrap items-center gap-2 pt-1 pointer-coarse:grid pointer-coarse:grid-cols-2">
      {roleHolds(me.role, "agent.run") ? (
        <>
          <Button
            variant="primary"
            icon={<Check size={14} aria-hidden />}
            isPending={isSending(true)}
            kbd={hasKeys ? "a" : undefined}
            onClick={accept}
          >
            {warning ? "Accept…" : "Accept"}
          </Button>
          <Button icon={<X size={14} aria-hidden />} isPending={isSending(false)} kbd={hasKeys ? "x" : undefined} onClick={() => answer(false)}>
            Reject
          </Button>
          {hasKeys && !decide.isPending ? <Keys card={row} onAccept={accept} onReject={() => answer(false)} /> : null}
        </>
      ) : (
        <p className="text-12 text-ink-soft">A responder accepts or rejects this.</p>
      )}
      <span className="ml-auto flex pointer-coarse:col-span-2 pointer-coarse:ml-0 items-baseline gap-1.5 text-12 text-ink-faint">
        expires in <Countdown until={proposal.expiresAt} serverNow={proposal.createdAt} announced={`The proposal “${proposal.title}”`} />
      </span>
      {isConfirming ? (
        <ConfirmDialog
          isOpen
          title={`${proposal.title}?`}
          confirm="Accept"
          isDangerous={proposal.risk === "irreversible"}
          isPending={isSending(true)}
          onConfirm={() => answer(true)}
          onClose={() => setConfirming(false)}
        >
          <span className="[overflow-wrap:anywhere] text-ink">{proposal.effect}</span> It is done under your name. {warning}
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function Keys({ card, onAccept, onReject }: { card: RefObject<HTMLElement | null>; onAccept: () => void; onReject: () => void }) {
  useProposalKeys(card, onAccept, onReject);
  return null;
}
