"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useAsking } from "#components/agents/use-asking.ts";
import { RailSection } from "#components/incidents/rail-section.tsx";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { rankHypotheses } from "#lib/contracts/hypothesis.ts";
import { Confidence } from "./confidence.tsx";
import { balanceWords, confidenceWords, STATE_WORDS } from "./hypothesis-words.ts";
import { BEGIN, useInvestigate } from "./use-investigate.ts";

const SHOWN = 3;

/** What may be the cause, the likeliest first; the rest is on the investigation's own screen. */
export function HypothesesPanel() {
  const { room } = useRoomView();
  const { mayAsk } = useAsking();
  const router = useRouter();
  const place = `/incidents/${room.reference}/investigation`;
  const { ask, isPending } = useInvestigate(room.reference, () => router.push(place));
  const ranked = rankHypotheses(room.hypotheses).slice(0, SHOWN);
  return (
    <RailSection
      title="Hypotheses"
      action={
        ranked.length > 0 ? (
          <LinkButton href={place} size="sm" variant="ghost">
            Open
          </LinkButton>
        ) : null
      }
    >
      {ranked.length === 0 ? (
        <div className="flex flex-wrap items-center gap-2">
          <p className="flex-1 text-12 text-ink-faint">None yet. The analyst looks for the cause, with its evidence.</p>
          {mayAsk ? (
            <Button size="sm" isPending={isPending} onClick={() => ask(BEGIN)}>
              Investigate
            </Button>
          ) : null}
        </div>
      ) : (
        <ol className="grid gap-2.5">
          {ranked.map((hypothesis) => (
            <li key={hypothesis.id} className="grid min-w-0 grid-cols-1 gap-1">
              <Link
                href={`${place}#hypothesis-${hypothesis.id}`}
                className="line-clamp-2 text-13 [overflow-wrap:anywhere] hover:underline"
                dir="auto"
              >
                {hypothesis.statement}
              </Link>
              <Confidence hypothesis={hypothesis} />
              <p className="text-12 text-ink-faint tabular-nums">
                {confidenceWords(hypothesis.confidence)} · {balanceWords(hypothesis)} · {STATE_WORDS[hypothesis.state].label}
              </p>
            </li>
          ))}
        </ol>
      )}
    </RailSection>
  );
}
