import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import type { Fact } from "#lib/contracts/timeline.ts";
import { type NoticeMessage, type Outcome, tellBy } from "#server/paging/index.ts";
import { db } from "#server/platform/db.ts";
import { publicUrl } from "#server/platform/env.ts";
import { organisationSettings } from "#server/settings/index.ts";
import type { Claimed } from "./claim-due.ts";
import { headlineOf, wordsOf } from "./notice-rules.ts";

/** News may be late by a little: with another means in reserve that is used after these attempts, about ten seconds. */
const MOST_BEFORE_RESERVE = 4;
/** Without one it is tried for about a quarter of an hour. */
const MOST_ATTEMPTS = 34;

/** Sends one claimed message and records what came of it. */
export async function deliver(claimed: Claimed): Promise<void> {
  if (claimed.isForbidden) return settle(claimed, { state: "cancelled", error: "The incident became private." });
  const outcome = await tellBy(claimed, await messageOf(claimed));
  const isLast = claimed.attempt >= (claimed.hasReserve ? MOST_BEFORE_RESERVE : MOST_ATTEMPTS);
  return settle(claimed, outcome.state === "waiting" && isLast ? { state: "failed", error: outcome.error } : outcome);
}

async function messageOf({ id, event, audience, recipient, fact: kind, payload, at, room }: Claimed): Promise<NoticeMessage> {
  const fact = { kind, ...payload } as Fact;
  const severity = fact.kind === "severity" ? fact.to : fact.kind === "declared" ? fact.severity : room.severity;
  const url = publicUrl();
  return {
    key: id,
    event,
    reference: room.reference,
    title: room.title,
    summary: room.summary,
    severity,
    phase: phaseLabel(await organisationSettings(), room.phase),
    services: room.services.map(({ name }) => name),
    headline: headlineOf(fact, room.title, severity ?? "SEV4"),
    text: wordsOf(fact),
    at: at.toISOString(),
    audience,
    roomUrl: `${url}/incidents/${room.reference}`,
    preferencesUrl: recipient ? `${url}/settings/notifications` : null,
  };
}

type End = Outcome | { state: "cancelled"; error: string };

/** Only for whoever still holds it. When it failed, the next means of the same person is used at once. */
async function settle({ id, attempt }: Claimed, end: End): Promise<void> {
  const delayMs = end.state === "waiting" ? end.delayMs : 0;
  const error = "error" in end ? end.error.slice(0, 500) : null;
  await db().$executeRaw`
    WITH mine AS (
      UPDATE notice_delivery SET state = ${end.state}, error = ${error}, due_at = muster_now() + make_interval(secs => ${delayMs}::float8 / 1000),
        settled_at = CASE WHEN ${end.state} = 'waiting' THEN NULL ELSE muster_now() END
      WHERE id = ${id}::uuid AND attempt = ${attempt} AND state = 'sending' RETURNING incident_id, seq, recipient
    )
    UPDATE notice_delivery r SET state = 'waiting', due_at = muster_now() FROM mine
    WHERE ${end.state} = 'failed' AND r.id = (
      SELECT n.id FROM notice_delivery n WHERE n.incident_id = mine.incident_id AND n.seq = mine.seq AND n.recipient = mine.recipient
        AND n.state = 'reserve' ORDER BY n.position LIMIT 1)`;
}
