"use client";

import { RailSection } from "#components/incidents/rail-section.tsx";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { nextStep, notificationRows, rungsOf } from "#lib/contracts/escalation/ladder.ts";
import { type Escalation, wordOf } from "#lib/contracts/escalation/state.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { AnswerButtons } from "./answer-buttons.tsx";
import { StateSentence } from "./escalation-head.tsx";
import { Ladder } from "./ladder.tsx";

/** As far as the room knows it: whom coming levels would reach is looked up on the escalation's own place only. */
function ladderIn(room: RoomState, escalation: Escalation, now: string) {
  return {
    state: wordOf(escalation),
    policy: escalation.policy?.name ?? null,
    now,
    next: nextStep(escalation, room),
    rungs: rungsOf(escalation, room, () => ({ people: [], problems: [] })),
    notifications: notificationRows(escalation, new Map()),
  };
}

/** The ladder in the rail: what comes next, and the button that stops it. */
export function EscalationPanel() {
  const view = useRoomView();
  const { room } = view;
  const status = room.escalation ? ladderIn(room, room.escalation, view.now) : null;
  return (
    <RailSection
      title="Escalation"
      action={
        <LinkButton href={`/incidents/${room.reference}/escalation`} size="sm" variant="ghost">
          Open
        </LinkButton>
      }
    >
      {status ? (
        <div className="grid min-w-0 grid-cols-1 gap-2.5">
          <StateSentence status={status} />
          <div className="flex flex-wrap gap-2 empty:hidden">
            <AnswerButtons size="sm" />
          </div>
          {isActivePhase(room.phase) ? <Ladder status={status} isCompact /> : null}
        </div>
      ) : (
        <p className="text-12 text-ink-faint">Nobody was paged. Escalate to page somebody.</p>
      )}
    </RailSection>
  );
}
