import { Ban, Check, Hourglass, MessageCircleQuestion, OctagonAlert } from "lucide-react";
import { Chip } from "#components/ui/badge.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { RunState } from "#lib/contracts/agent.ts";
import { RUN_STATE_WORDS } from "./run-words.ts";

const ICONS: Record<Exclude<RunState, "running">, typeof Check> = {
  queued: Hourglass,
  waiting: MessageCircleQuestion,
  done: Check,
  failed: OctagonAlert,
  cancelled: Ban,
};

/** How a run stands, by word and mark. */
export function RunStateChip({ state }: { state: RunState }) {
  const { label, tone } = RUN_STATE_WORDS[state];
  if (state === "running")
    return (
      <Chip tone={tone} icon={<Spinner size={11} />}>
        {label}
      </Chip>
    );
  const Icon = ICONS[state];
  return (
    <Chip tone={tone} icon={<Icon size={11} aria-hidden />}>
      {label}
    </Chip>
  );
}
