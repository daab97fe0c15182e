"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useCommands } from "#components/shell/commands.ts";
import { LinkTabs } from "#components/ui/tabs.tsx";
import { wordOf } from "#lib/contracts/escalation/state.ts";
import { STANDING_STATES } from "#lib/contracts/hypothesis.ts";
import type { RoomState } from "#lib/contracts/room.ts";

const ESCALATION_MARKS = { running: "running", acknowledged: null, exhausted: "no answer", "stood-down": null, ended: null } as const;

/** The places of one incident: nothing needs another than the timeline, the others are for depth. */
export function RoomTabs({ room: { reference, hypotheses, escalation } }: { room: RoomState }) {
  const router = useRouter();
  const timeline = `/incidents/${reference}`;
  const [investigation, escalationPlace] = [`${timeline}/investigation`, `${timeline}/escalation`];
  const [runbooks, postmortem] = [`${timeline}/runbooks`, `${timeline}/postmortem`];
  useShortcut("i", () => router.push(investigation), { label: "Investigation", group: "Room" });
  useShortcut("b", () => router.push(runbooks), { label: "Runbooks", group: "Room" });
  useShortcut("l", () => router.push(escalationPlace), { label: "Escalation", group: "Room" });
  useShortcut("m", () => router.push(postmortem), { label: "Postmortem", group: "Room" });
  useShortcut("t", () => router.push(timeline), { label: "Timeline", group: "Room" });
  useCommands(
    useMemo(
      () => [
        { id: "room investigation", title: "Open the investigation", section: reference, kbd: "i", run: () => router.push(investigation) },
        { id: "room runbooks", title: "Open the runbooks", section: reference, kbd: "b", run: () => router.push(runbooks) },
        { id: "room escalation", title: "Open the escalation", section: reference, kbd: "l", run: () => router.push(escalationPlace) },
        { id: "room postmortem", title: "Open the postmortem", section: reference, kbd: "m", run: () => router.push(postmortem) },
        { id: "room timeline", title: "Open the timeline", section: reference, kbd: "t", run: () => router.push(timeline) },
      ],
      [reference, router, investigation, escalationPlace, runbooks, postmortem, timeline],
    ),
  );
  const standing = hypotheses.filter(({ state }) => STANDING_STATES.includes(state)).length;
  const mark = standing === 0 ? null : <span title={`${standing} ${standing === 1 ? "hypothesis stands" : "hypotheses stand"}`}>{standing}</span>;
  return (
    <div className="pt-1">
      <LinkTabs
        label="Places of this incident"
        tabs={[
          { href: timeline, label: "Timeline", isExact: true },
          { href: investigation, label: "Investigation", mark },
          { href: runbooks, label: "Runbooks" },
          { href: escalationPlace, label: "Escalation", mark: escalation ? ESCALATION_MARKS[wordOf(escalation)] : null },
          { href: postmortem, label: "Postmortem" },
        ]}
      />
    </div>
  );
}
