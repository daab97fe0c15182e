import { METHOD_LABELS, type MethodKind } from "#lib/contracts/contact.ts";
import type { Communication } from "#lib/contracts/escalation/status.ts";
import { NOTICE_EVENT_WORDS, type NoticeEvent } from "#lib/contracts/notice.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { db } from "#server/platform/db.ts";

type Row = { channel: string; audience: string; event: NoticeEvent; at: Date; count: number };

/** What was told to whom, in the order in which it was: updates in the room, and what people outside of it were sent. */
export async function readCommunications(incidentId: string, log: readonly TimelineEntry[]): Promise<Communication[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT d.channel, d.audience, n.event, max(d.settled_at) AS at, count(*)::int AS count
    FROM notice_delivery d JOIN notice n ON n.incident_id = d.incident_id AND n.seq = d.seq
    WHERE d.incident_id = ${incidentId}::uuid AND d.state IN ('sent', 'delivered')
    GROUP BY d.seq, n.event, d.channel, d.audience`;
  const sent = rows.map(
    ({ channel, audience, event, at, count }): Communication => ({
      at: at.toISOString(),
      text: `${channelName(channel)}: ${audience}, ${count} ${count === 1 ? "message" : "messages"}, ${NOTICE_EVENT_WORDS[event]}`,
      channel,
      audience,
      count,
    }),
  );
  return [...updatesIn(log), ...sent].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function updatesIn(log: readonly TimelineEntry[]): Communication[] {
  return log.flatMap(({ fact, recordedAt: at, actor }) => (fact.kind === "update" ? [{ at, text: `Update by ${actor.name}: ${fact.text}` }] : []));
}

function channelName(channel: string): string {
  return channel === "inbox" ? "In Muster" : (METHOD_LABELS[channel as MethodKind] ?? channel);
}
