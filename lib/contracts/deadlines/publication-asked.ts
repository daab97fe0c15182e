import { COMMANDER } from "../built-in-roles.ts";
import type { DeadlineOwner } from "../deadline.ts";
import { DEADLINE_MINUTES } from "../deadline-terms.ts";
import type { RoomState } from "../room.ts";
import type { PublicationRequest } from "../status/publication.ts";
import { UPDATE_STATUS_LABELS } from "../status/terms.ts";
import { activeIn, BY_PRESS, COMMUNICATIONS, leadersOrAll, minutesAfter } from "./parts.ts";
import type { DeadlineRule } from "./rule.ts";

/** A public update waits for somebody else than who wrote it. The subject is the request. */
export const publicationAsked: DeadlineRule = {
  standing: (room) =>
    room.told.requests.map((request) => ({
      subject: request.id,
      owner: ownerOf(room, request),
      dueAt: minutesAfter(request.at, DEADLINE_MINUTES.publicationAsked),
    })),
  isFrom: (fact, { subject }) => fact.kind === "publication" && fact.action === "asked" && fact.id === subject,
  answerIn: (fact, { subject }) => {
    if (fact.kind === "update" && fact.published?.id === subject) return "accept";
    return fact.kind === "publication" && fact.action === "declined" && fact.id === subject ? "decline" : null;
  },
  words: (room, { subject }) => {
    const { by, status, title, text, pages } = requestIn(room, subject);
    return {
      title: `${by.name} asks to publish “${title}”`,
      why: `${UPDATE_STATUS_LABELS[status]}: ${text}`,
      accept: { label: "Approve and publish", effect: `It stands on ${pages.map(({ name }) => name).join(", ")} at once.`, ...BY_PRESS },
      decline: { label: "Decline", effect: `It is not published; ${by.name} reads so on the timeline.`, ...BY_PRESS },
      edit: { label: "Read it first…", href: `/incidents/${room.reference}/public` },
      onExpiry: "Those who lead are reminded; it waits on.",
    };
  },
  missed: (room, { subject }) => `nobody has approved “${requestIn(room, subject).title}”`,
  onMissed: ({ room }) => ({ tells: leadersOrAll(room) }),
  permission: "status.publish",
};

/** Who leads or communicates, but not who wrote it. */
function ownerOf(room: RoomState, { by }: PublicationRequest): DeadlineOwner {
  const held = [COMMANDER, "deputy", COMMUNICATIONS].flatMap((role) => activeIn(room, role) ?? []);
  const other = held.find(({ person }) => person.id !== by.id);
  return other ? { type: "person", person: other.person } : { type: "command" };
}

function requestIn({ told, reference }: RoomState, id: string): PublicationRequest {
  const found = told.requests.find((one) => one.id === id);
  if (!found) throw new Error(`${reference} has no request ${id}.`);
  return found;
}
