"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing, ChevronDown, Volume2, VolumeX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useHeard } from "#components/live/use-heard.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { MyPage } from "#lib/contracts/escalation/my-pages.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { soundStore, useSound } from "./sound.ts";
import { useHeadRoom, useMarkedTitle, useRinging } from "./use-paged.ts";

const LOOK_MS = 30_000;

/** On every screen: what one is paged for, until it is answered here or anywhere. The worst stands in sight, the others one press away. */
export function PageBanner() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = trpc.escalation.mine.queryOptions();
  const { data: pages = [] } = useQuery({ ...options, refetchInterval: LOOK_MS, refetchIntervalInBackground: true });
  useHeard("muster:inbox", () => void client.invalidateQueries({ queryKey: options.queryKey }));
  useRinging(pages);
  useMarkedTitle(pages.length);
  const headRoom = useHeadRoom();
  const [isOpen, setOpen] = useState(false);
  const [worst, ...others] = pages;
  const urgent = pages.some(({ severity }) => severity !== "SEV3" && severity !== "SEV4");
  return (
    <>
      <p aria-live={urgent ? "assertive" : "polite"} className="sr-only">
        {pages.map((page) => `You are paged: ${nameOf(page)}.`).join(" ")}
      </p>
      {worst ? (
        <section
          aria-label="Your pages"
          ref={headRoom}
          className="sticky top-(--lost) z-header max-h-[50dvh] divide-y divide-danger/30 overflow-y-auto border-b border-danger/50 bg-bad-soft"
        >
          <BannerLine key={worst.page} page={worst} others={<Others count={others.length} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />} />
          {isOpen ? others.map((page) => <BannerLine key={page.page} page={page} />) : null}
        </section>
      ) : null}
    </>
  );
}

function nameOf({ severity, title, kind }: MyPage): string {
  return `${kind === "drill" ? "Drill · " : ""}${severity ?? "Severity open"} · ${title}`;
}

/** How many more wait for an answer; and whether it rings. */
function Others({ count, isOpen, onToggle }: { count: number; isOpen: boolean; onToggle: () => void }) {
  return (
    <>
      {count > 0 ? (
        <Button
          variant="ghost"
          aria-expanded={isOpen}
          icon={<ChevronDown size={14} aria-hidden className={isOpen ? "rotate-180" : ""} />}
          onClick={onToggle}
        >
          {count} more {count === 1 ? "page" : "pages"}
        </Button>
      ) : null}
      <SoundToggle />
    </>
  );
}

function BannerLine({ page, others }: { page: MyPage; others?: ReactNode }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { queryKey } = trpc.escalation.mine.queryOptions();
  const answer = useCommand(trpc.escalation.answer.mutationOptions({ onSettled: () => client.invalidateQueries({ queryKey }) }), () =>
    toast.done(`You answered the page of ${page.reference}`),
  );
  const isAnswering = (wanted: string) => answer.isPending && answer.variables?.answer === wanted;
  const { reference, step, pagedAt } = page;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 sm:px-6">
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-2.5 text-13">
        <BellRing size={15} aria-hidden className="mt-[2.5px] shrink-0 text-bad" />
        <div className="min-w-0">
          <p className="font-semibold [overflow-wrap:anywhere]">You are paged: {nameOf(page)}</p>
          <p className="text-12 text-ink-soft">
            {reference} · {step} · <TimeText at={pagedAt} format="relative" />
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2 max-sm:w-full">
        <Button
          variant="danger"
          isPending={isAnswering("acknowledge")}
          aria-label={`Acknowledge ${reference}`}
          onClick={() => answer.mutate({ reference, answer: "acknowledge" })}
        >
          Acknowledge
        </Button>
        <Button
          isPending={isAnswering("decline")}
          aria-label={`I can't take ${reference}`}
          onClick={() => answer.mutate({ reference, answer: "decline" })}
        >
          I can't
        </Button>
        <LinkButton href={`/incidents/${reference}`}>Open</LinkButton>
        {others}
      </div>
    </div>
  );
}

/** Whether it rings; a button with words where the browser wants a click first. */
function SoundToggle() {
  const { isOn, isBlocked } = useSound();
  if (isOn && isBlocked) {
    return (
      <Button icon={<Volume2 size={14} aria-hidden />} onClick={() => soundStore.turn(true)}>
        Turn sound on
      </Button>
    );
  }
  return (
    <IconButton
      label={isOn ? "Turn sound off" : "Turn sound on"}
      icon={isOn ? <Volume2 size={16} /> : <VolumeX size={16} />}
      onClick={() => soundStore.turn(!isOn)}
    />
  );
}
