import { DEADLINE_MINUTES } from "../deadline-terms.ts";
import type { Handover } from "../role.ts";
import type { RoomState } from "../room.ts";
import { BY_PRESS, minutesAfter } from "./parts.ts";
import type { DeadlineRule } from "./rule.ts";

/** Command is offered to somebody, who has not answered. The subject is the offer. */
export const handoverOffered: DeadlineRule = {
  standing: ({ handover }) => {
    if (!handover) return [];
    const { id, to: person, offeredAt } = handover;
    return [{ subject: id, owner: { type: "person", person }, dueAt: minutesAfter(offeredAt, DEADLINE_MINUTES.handoverOffered) }];
  },
  isFrom: (fact, { subject }) => fact.kind === "handover" && fact.id === subject,
  answerIn: (fact, { subject }) => {
    if (fact.kind !== "handover" || fact.id !== subject) return null;
    return fact.state === "accepted" ? "accept" : fact.state === "declined" ? "decline" : null;
  },
  words: (room) => {
    const { from, brief } = offerIn(room);
    return {
      title: `${from.name} offers you command`,
      why: brief.situation.trim().split("\n")[0] ?? "",
      accept: { label: "Read and accept…", effect: "You say back what you understood, and command from then on.", dialog: "read-back" },
      decline: { label: "Decline", effect: `${from.name} goes on commanding.`, ...BY_PRESS },
      edit: { label: "Read the brief…", dialog: "read-back" },
      onExpiry: `The offer is withdrawn, and ${from.name} goes on commanding.`,
    };
  },
  missed: (room) => `${offerIn(room).to.name} has not answered the offer of command`,
  onMissed: ({ room }) => {
    const { id, from, to } = offerIn(room);
    return {
      tells: [from],
      alsoRecords: [{ kind: "handover", state: "withdrawn", id, from, to, brief: null, readBack: null, assignment: null }],
    };
  },
};

function offerIn({ handover, reference }: RoomState): Handover {
  if (!handover) throw new Error(`${reference} has no offer of command.`);
  return handover;
}
