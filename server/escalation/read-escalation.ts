import type { z } from "zod";
import type { ReadEscalation } from "#lib/contracts/escalation/commands.ts";
import { nextStep, notificationRows, rungsOf } from "#lib/contracts/escalation/ladder.ts";
import { wordOf } from "#lib/contracts/escalation/state.ts";
import type { EscalationStatus, NotificationRow } from "#lib/contracts/escalation/status.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { escalationToMarkdown } from "#lib/escalation-to-markdown.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { readLog } from "#server/timeline/index.ts";
import { readCommunications } from "./communications.ts";
import { reach, readDirectory } from "./directory.ts";
import { escalationTimeline, recommendedActions } from "./status-rules.ts";

/** Who was notified, who knows, what comes next and what to do: computed from what happened. */
export async function readEscalation(ctx: Ctx, { reference }: z.output<typeof ReadEscalation>): Promise<EscalationStatus & { markdown: string }> {
  authorize(ctx, "incident.read");
  const { id, room } = await findIncident(ctx, reference);
  const [now, log, rows, directory] = await Promise.all([databaseNow(db()), readLog(db(), id), readPages(id), inTransaction(readDirectory)]);
  const communications = await readCommunications(id, log);
  const { escalation } = room;
  const notifications = escalation ? notificationRows(escalation, rows) : [];
  const status: EscalationStatus = {
    reference,
    title: room.title,
    now,
    severity: room.severity,
    raised: raisedIn(log),
    state: escalation ? wordOf(escalation) : "none",
    policy: escalation?.policy?.name ?? null,
    rungs: escalation
      ? rungsOf(escalation, room, ({ level, at }) => {
          const found = level.targets.map((target) => reach(directory, room, target, at && at > now ? at : now));
          return {
            people: found.flatMap(({ people, channels }) => [...people, ...channels].map(({ name }) => name)),
            problems: found.flatMap(({ problem }) => problem ?? []),
          };
        })
      : [],
    notifications,
    timeline: escalation ? escalationTimeline(log, escalation) : [],
    next: escalation ? nextStep(escalation, room) : null,
    communications,
    actions: recommendedActions({ room, now, notifications }),
  };
  return { ...status, markdown: escalationToMarkdown(status) };
}

type Known = Pick<NotificationRow, "state" | "deliveries">;

async function readPages(incidentId: string): Promise<Map<string, Known>> {
  const rows = await db().page.findMany({ where: { incidentId }, include: { deliveries: { orderBy: { position: "asc" } } } });
  return new Map(
    rows.map(({ id, state, deliveries }) => [
      id,
      {
        state: state as Known["state"],
        deliveries: deliveries.map(({ channel, state: at, dueAt, settledAt, attempt, error }) => ({
          channel,
          state: at as Known["deliveries"][number]["state"],
          dueAt: dueAt.toISOString(),
          settledAt: settledAt?.toISOString() ?? null,
          attempts: attempt,
          error,
        })),
      },
    ]),
  );
}

function raisedIn(log: readonly TimelineEntry[]): EscalationStatus["raised"] {
  for (const { fact } of log.toReversed()) if (fact.kind === "severity") return { from: fact.from, reason: fact.reason ?? "" };
  return null;
}
