import { describe, expect, test } from "vitest";
import { NO_ANNOTATION } from "#lib/contracts/fold.ts";
import { NO_FIGURES } from "#lib/contracts/incident.ts";
import { HandoverBrief } from "#lib/contracts/role.ts";
import type { Annotation } from "#lib/contracts/timeline.ts";
import { ADA, anInterval, aRoom, aTask, BO, entryOf, minutesPast } from "#lib/testing/room.ts";
import { draftBrief } from "./brief.ts";

function note(seq: number, text: string, annotation: Partial<Annotation> | null = null) {
  const at = minutesPast(seq);
  const fact = { kind: "note" as const, text, mentions: [], attachments: [] };
  return entryOf(seq, fact, { occurredAt: at, recordedAt: at, annotation: annotation && { ...NO_ANNOTATION, ...annotation } });
}

describe("the draft of a hand-over brief", () => {
  const room = aRoom({
    summary: "Payments time out.",
    figures: { ...NO_FIGURES, usersPercent: 15 },
    intervals: [anInterval(1)],
    tasks: [aTask(1, { assignee: BO, state: "doing" }), aTask(2), aTask(3, { state: "done" })],
    lastUpdate: { text: "We are rolling back.\nMore soon.", at: minutesPast(20), by: BO.name },
  });

  test("says where things stand, with what is owed next", () => {
    expect(draftBrief(room, []).situation.split("\n")).toEqual([
      "Checkout fails (SEV2, investigating, since 2026-11-23 12:00 UTC).",
      "Payments time out.",
      "Affected: checkout.",
      "Impact: 15 % of users.",
      "Going on: partial on checkout.",
      "Last update (2026-11-23 12:20 UTC, Bo Martin): We are rolling back.",
      "The next update is due 2026-11-23 12:30 UTC.",
    ]);
  });

  test("takes investigations and what was tried from tagged notes, as they read now, oldest first", () => {
    const entries = [
      note(5, "Rolled back 14.2", { tags: ["mitigation"] }),
      note(3, "Pool is full", { tags: ["investigation"], text: "Pool was full" }),
      note(4, "Restarted", { tags: ["mitigation"], isRetracted: true }),
      note(2, "Flag is off", { tags: ["mitigation", "investigation"] }),
      note(6, "Lunch"),
    ];
    const { tried, investigations } = draftBrief(room, entries);
    expect(tried.split("\n")).toEqual([`- 12:02 ${ADA.name}: Flag is off`, `- 12:05 ${ADA.name}: Rolled back 14.2`]);
    expect(investigations.split("\n")).toEqual([`- 12:02 ${ADA.name}: Flag is off`, `- 12:03 ${ADA.name}: Pool was full`]);
  });

  test("names the open tasks as what is next, and leaves blockers to the commander", () => {
    expect(draftBrief(room, [])).toMatchObject({ next: `- Task 1 (${BO.name}), begun\n- Task 2`, blockers: "" });
  });

  test("always fits the form, whatever the room holds", () => {
    const huge = aRoom({
      summary: "🧯".repeat(10_000),
      tasks: Array.from({ length: 400 }, (_, index) => aTask(index, { title: "x".repeat(300) })),
    });
    const entries = Array.from({ length: 50 }, (_, index) => note(index, "👨‍👩‍👧".repeat(2_000), { tags: ["mitigation"] }));
    expect(HandoverBrief.safeParse(draftBrief(huge, entries)).success).toBe(true);
  });
});
