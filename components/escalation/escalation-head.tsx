"use client";

import { useRoomView } from "#components/incidents/room-context.tsx";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Countdown } from "#components/ui/clock.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import type { EscalationStatus } from "#lib/contracts/escalation/status.ts";
import { isOver } from "#lib/contracts/escalation/times.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { AnswerButtons } from "./answer-buttons.tsx";
import { stateWord } from "./words.ts";

export type EscalationDialog = "escalate" | "stand-down" | "hand-over";

/** Where it stands in one sentence, and what can be done. */
export function EscalationHead({ status, onOpen }: { status: EscalationStatus; onOpen: (dialog: EscalationDialog) => void }) {
  const { room, rights } = useRoomView();
  const { me } = useConsole();
  const canAct = rights.canWrite && isActivePhase(room.phase);
  const runs = room.escalation !== null && !isOver(room.escalation);
  const isMine = room.assignments.some(({ role, person }) => role === COMMANDER && person.id === me.id);
  useShortcut("p", () => canAct && onOpen("escalate"), { label: "Escalate", group: "Escalation" });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5">
      <StateSentence status={status} isHeld={room.escalation?.heldAt !== undefined} />
      <div className="flex flex-wrap gap-2 sm:ml-auto">
        <AnswerButtons kbd="a" />
        {canAct ? (
          <Button kbd="p" onClick={() => onOpen("escalate")}>
            Escalate…
          </Button>
        ) : null}
        {canAct && runs ? <Button onClick={() => onOpen("stand-down")}>De-escalate…</Button> : null}
        {canAct && isMine ? <Button onClick={() => onOpen("hand-over")}>Hand over…</Button> : null}
      </div>
    </div>
  );
}

type Sentence = { status: Pick<EscalationStatus, "state" | "next" | "now" | "policy" | "notifications">; isHeld?: boolean };

export function StateSentence({ status, isHeld = false }: Sentence) {
  const { word, tone } = stateWord(status);
  const { next } = status;
  return (
    <p role="status" className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-1 text-14">
      <Chip tone={tone}>{word}</Chip>
      {next ? (
        <span className="min-w-0 [overflow-wrap:anywhere]">
          next: <bdi className="font-semibold">{next.title}</bdi> at{" "}
          <span className="tabular-nums">
            <TimeText at={next.at} format="time" />
          </span>{" "}
          in <Countdown until={next.at} serverNow={status.now} />
        </span>
      ) : (
        <span className="text-ink-soft">{quietWords(status.state, isHeld)}</span>
      )}
      {status.policy ? <span className="text-12 text-ink-faint">{status.policy}</span> : null}
    </p>
  );
}

function quietWords(state: EscalationStatus["state"], isHeld: boolean): string {
  if (isHeld) return "Held since a restore: the Now queue asks whether it goes on.";
  return state === "none" ? "Escalate to page somebody." : "Nothing further fires by itself.";
}
