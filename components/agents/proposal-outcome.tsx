import { Ban, CheckCircle2, Clock, OctagonAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Spinner } from "#components/ui/spinner.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { ProposalState, ProposalView } from "#lib/contracts/agent.ts";
import { declaredIn } from "./run-words.ts";

/** Who decided a proposal, and what came of it. */
export function ProposalOutcome({ proposal, state }: { proposal: ProposalView; state: ProposalState }) {
  switch (state) {
    case "open":
      return null;
    case "expired":
      return (
        <Line icon={<Clock size={14} aria-hidden className="text-ink-faint" />}>
          Expired: nobody decided in time, and nothing was done. Ask again if it is still wanted.
        </Line>
      );
    case "superseded":
      return <Line icon={<Ban size={14} aria-hidden className="text-ink-faint" />}>Withdrawn when the run was cancelled. Nothing was done.</Line>;
    case "rejected":
      return (
        <Line icon={<Ban size={14} aria-hidden className="text-ink-faint" />}>
          Rejected <Decider proposal={proposal} />. Nothing was done.
        </Line>
      );
    case "accepted":
      return <Accepted proposal={proposal} />;
    default:
      return state satisfies never;
  }
}

function Accepted({ proposal }: { proposal: ProposalView }) {
  const { result, input } = proposal;
  if (!result)
    return (
      <Line icon={<Spinner />}>
        Accepted <Decider proposal={proposal} />. It is being done.
      </Line>
    );
  if (!result.ok)
    return (
      <Line icon={<OctagonAlert size={14} aria-hidden className="text-bad" />}>
        <span className="text-bad">It could not be done: {result.error ?? "no reason was given."}</span> Accepted <Decider proposal={proposal} />.
      </Line>
    );
  const declared = declaredIn(proposal);
  const { reference } = (input ?? {}) as { reference?: unknown };
  const room = declared ?? (typeof reference === "string" ? reference : null);
  return (
    <Line icon={<CheckCircle2 size={14} aria-hidden className="text-good" />}>
      Done. Accepted <Decider proposal={proposal} />.{" "}
      {room ? (
        <Link href={`/incidents/${room}`} className="font-medium text-accent-ink underline underline-offset-2">
          {declared ? `Go to ${room}` : room}
        </Link>
      ) : null}
    </Line>
  );
}

function Decider({ proposal: { decidedBy, decidedAt } }: { proposal: ProposalView }) {
  return (
    <>
      by <bdi>{decidedBy?.name ?? "somebody"}</bdi>
      {decidedAt ? (
        <>
          {" "}
          at <TimeText at={decidedAt} format="time" />
        </>
      ) : null}
    </>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex gap-2 text-13 text-ink-soft">
      <span className="mt-[3px] shrink-0">{icon}</span>
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </p>
  );
}
