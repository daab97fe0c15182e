import type { ActionItem } from "#lib/contracts/action-item.ts";
import type { PostmortemState } from "#lib/contracts/postmortem-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { inWords } from "#lib/contracts/status/complete.ts";
import { shareInWords } from "#lib/contracts/status/draft.ts";
import { latestPublication } from "#lib/contracts/status/publication.ts";
import { withoutMarks } from "#lib/postmortem/public-words.ts";
import { durationWords } from "#lib/time.ts";

type Room = Pick<RoomState, "reference" | "told" | "intervals" | "timestamps" | "figures">;
type Source = { room: Room; cause: string; items: readonly Pick<ActionItem, "title" | "priority" | "source" | "state">[] };

const MOST_STEPS = 5;

/** What the public may read: when and what it was, why, and what is done about it. Nothing else goes out of the document by itself. Pure. */
export function publicSummary({ room, cause, items }: Source): string {
  const steps = items
    .filter(({ priority, source, state }) => (priority === "P0" || priority === "P1") && source !== "response" && state !== "dropped")
    .slice(0, MOST_STEPS);
  const list = steps.map(({ title, state }) => `- ${withoutMarks(title)}${state === "done" ? " (done)" : ""}`).join("\n");
  return [
    whatItWas(room),
    cause ? `Why it happened: ${withoutMarks(cause)}` : "",
    list ? `So that it does not come again:\n${list}` : "",
    "We are sorry for the trouble that it caused.",
  ]
    .filter(Boolean)
    .join("\n\n");
}

function whatItWas({ told, intervals, timestamps, figures }: Room): string {
  const names = inWords([...new Set(told.publications.flatMap(({ components }) => components.map(({ name }) => name)))].slice(0, 4)) || "our service";
  const whom = shareInWords({ figures }) ? ` ${shareInWords({ figures })} failed or were slow.` : "";
  const from = timestamps.startedAt?.at ?? intervals.map(({ startedAt }) => startedAt).sort()[0];
  const to =
    intervals
      .map(({ endedAt }) => endedAt ?? "")
      .sort()
      .at(-1) || timestamps.resolvedAt?.at;
  if (!from || !to || to < from) return `There was a problem with ${names}.${whom}`;
  return `On ${from.slice(0, 10)} from ${from.slice(11, 16)} to ${to.slice(11, 16)} UTC (${durationWords(Date.parse(to) - Date.parse(from))}) there was a problem with ${names}.${whom}`;
}

/** Why a postmortem cannot be told on status pages now; null: it can. Pure. */
export function obstacleTo(state: PostmortemState, { reference, told }: Room): string | null {
  if (state === "draft" || state === "in-review") return "It is not approved yet. What the public reads of it comes after the review.";
  const last = latestPublication(told);
  if (!last) return `Nothing of ${reference} stands on a status page. Tell customers that it is over first, then why it was.`;
  if (last.status !== "resolved") return `The status page still says that ${reference} lasts. Tell customers that it is over first.`;
  if (told.publications.some(({ status, retracted }) => status === "postmortem" && retracted === null))
    return "It stands on the status page already. Correct it, or take it back, under Comms.";
  if (told.requests.some(({ status }) => status === "postmortem"))
    return "It waits for an approval already. It is decided under Comms and in the Now queue.";
  return null;
}
