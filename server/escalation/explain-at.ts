import type { z } from "zod";
import { levelName } from "#lib/contracts/escalation/ladder.ts";
import { pagesOf } from "#lib/contracts/escalation/state.ts";
import type { DeliveryView } from "#lib/contracts/escalation/status.ts";
import type { AskWhy, Why } from "#lib/contracts/escalation/time-machine.ts";
import { foldLog } from "#lib/contracts/fold.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readLog } from "#server/timeline/index.ts";
import { answerAt, levelReasons, pageWords, type StoodDown, wordAt } from "./why-rules.ts";

/** The time machine in reverse: the log folded up to that moment says why each level had, or had not, fired, and what had become of each page. */
export async function explainAt(ctx: Ctx, { reference, at: asked }: z.output<typeof AskWhy>): Promise<Why> {
  authorize(ctx, "incident.read");
  const at = new Date(asked).toISOString();
  const { id } = await findIncident(ctx, reference);
  const log = (await readLog(db(), id)).filter(({ recordedAt }) => recordedAt <= endOfMinute(at));
  const room = foldLog(log);
  const escalation = room?.escalation ?? null;
  const down = stoodDownIn(log);
  const deliveries = escalation ? await deliveriesAt(id, at) : new Map<string, DeliveryView[]>();
  return {
    reference,
    at,
    state: wordAt(room),
    policy: escalation?.policy?.name ?? null,
    answer: answerAt(room, escalation, at, down),
    levels: room && escalation ? levelReasons(escalation, room, at, down) : [],
    pages: escalation
      ? pagesOf(escalation).map(({ step, ...page }) => ({
          page: page.id,
          level: levelName(escalation, step.step),
          title: step.title,
          name: page.name,
          notifiedAt: step.at,
          sentence: pageWords(page, step.at, at),
          deliveries: deliveries.get(page.id) ?? [],
        }))
      : [],
  };
}

/** People ask for 03:12 and mean all of that minute; with seconds given, they mean the second. */
function endOfMinute(at: string): string {
  return at.slice(17) === "00.000Z" ? `${at.slice(0, 17)}59.999Z` : at;
}

function stoodDownIn(log: readonly TimelineEntry[]): StoodDown | null {
  const entry = log.findLast(({ fact }) => fact.kind === "escalation" && fact.event === "stood-down");
  return entry?.fact.kind === "escalation" ? { by: entry.actor.name, reason: entry.fact.reason } : null;
}

/** Each message as it was then: what ended later had not ended. How often it was tried by then is not kept. */
async function deliveriesAt(incidentId: string, at: string): Promise<Map<string, DeliveryView[]>> {
  const until = new Date(endOfMinute(at));
  const rows = await db().pageDelivery.findMany({
    where: { page: { incidentId }, createdAt: { lte: until } },
    orderBy: { position: "asc" },
  });
  const byPage = new Map<string, DeliveryView[]>();
  for (const { pageId, channel, state, dueAt, settledAt, attempt, error } of rows) {
    const isSettled = settledAt !== null && settledAt <= until;
    const view: DeliveryView = {
      channel,
      state: isSettled ? (state as DeliveryView["state"]) : "waiting",
      dueAt: dueAt.toISOString(),
      settledAt: isSettled ? settledAt.toISOString() : null,
      attempts: attempt,
      error: isSettled || settledAt === null ? error : null,
    };
    byPage.set(pageId, [...(byPage.get(pageId) ?? []), view]);
  }
  return byPage;
}
