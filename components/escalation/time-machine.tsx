"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toInstant, toLocalInput } from "#components/incidents/local-time.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { LevelReason, Why as WhyAnswer } from "#lib/contracts/escalation/time-machine.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { keyWith } from "#lib/trpc/key-with.ts";
import { Foresight } from "./foresight.tsx";
import { channelWord, deliveryWord } from "./words.ts";

const WAYS = [
  { value: "forward", label: "Forward: what follows if nobody answers" },
  { value: "reverse", label: "Back: why was nobody paged?" },
] as const;

/** What the engine will do from now on, and why it did, or did not, do something at a moment. */
export function TimeMachine({ ground }: { ground: string }) {
  const { room } = useRoomView();
  const [way, setWay] = useState<"forward" | "reverse">("forward");
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      <RadioGroup label="Direction" isLabelHidden value={way} options={WAYS} onChange={setWay} />
      {way === "forward" ? <Forward reference={room.reference} ground={ground} /> : <Reverse reference={room.reference} />}
    </div>
  );
}

function Forward({ reference, ground }: { reference: string; ground: string }) {
  const trpc = useTRPC();
  const options = trpc.escalation.simulate.queryOptions({ reference });
  const { data } = useQuery({ ...options, queryKey: keyWith(options.queryKey, ground), placeholderData: (old) => old });
  return data ? <Foresight foreseen={data} label="What follows if nobody answers" /> : <Skeleton rows={3} />;
}

function Reverse({ reference }: { reference: string }) {
  const trpc = useTRPC();
  const { now } = useRoomView();
  const [local, setLocal] = useState(() => toLocalInput(now).slice(0, 16));
  const at = toInstant(local);
  const { data, error } = useQuery({
    ...trpc.escalation.why.queryOptions({ reference, at: at ?? now }),
    enabled: at !== null,
    placeholderData: (old) => old,
  });
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      <Input label="At (your time)" type="datetime-local" value={local} onChange={setLocal} error={at ? null : "Give a day and a time."} />
      {error ? <p className="text-13 text-bad">It could not be asked. Try again.</p> : null}
      <div role="status">{data ? <Why why={data} /> : <Skeleton rows={3} />}</div>
    </div>
  );
}

function Why({ why }: { why: WhyAnswer }) {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-2.5">
      <p className="text-14 font-semibold [overflow-wrap:anywhere]">{why.answer}</p>
      {why.levels.length > 0 ? (
        <ul aria-label="Reasons, level by level" className="divide-y divide-line border-y border-line">
          {why.levels.map((reason) => (
            <Reason key={reason.level} reason={reason} />
          ))}
        </ul>
      ) : null}
      {why.pages.length > 0 ? (
        <ul aria-label="Pages as they stood" className="grid gap-1.5 text-13">
          {why.pages.map((page) => (
            <li key={page.page} className="[overflow-wrap:anywhere]">
              {page.sentence}
              {page.deliveries.length > 0 ? (
                <span className="block text-12 text-ink-soft">
                  {page.deliveries.map((delivery) => `${channelWord(delivery.channel)} ${deliveryWord(delivery, null)}`).join(" · ")}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const STATES: Record<LevelReason["state"], { word: string; tone: "good" | "accent" | "bad" | "neutral" }> = {
  fired: { word: "fired", tone: "good" },
  later: { word: "due later", tone: "accent" },
  late: { word: "late", tone: "bad" },
  condition: { word: "condition", tone: "neutral" },
  stopped: { word: "stopped", tone: "neutral" },
  "by-hand": { word: "by hand", tone: "neutral" },
};

function Reason({ reason: { level, title, state, at, sentence } }: { reason: LevelReason }) {
  const { word, tone } = STATES[state];
  return (
    <li className="grid gap-0.5 py-1.5 text-13">
      <div className="flex flex-wrap items-center gap-x-2">
        <span className="font-mono text-12 text-ink-faint">{level}</span>
        <bdi className="font-medium">{title}</bdi>
        <Chip tone={tone}>{word}</Chip>
        {at ? (
          <span className="ml-auto text-12 text-ink-soft tabular-nums">
            <TimeText at={at} format="time" />
          </span>
        ) : null}
      </div>
      <p className="text-12 text-ink-soft [overflow-wrap:anywhere]">{sentence}</p>
    </li>
  );
}
