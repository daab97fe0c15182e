import { changeIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { itemOf } from "./item-of.ts";

type Due = { id: string; reference: string };

/** Reminds owners of action items on the day that they are due, once for each due day. Answers with how many were spoken of; safe to run twice. */
export async function remindOfItems(ctx: Ctx): Promise<number> {
  authorize(ctx, "incident.write");
  const today = (await databaseNow()).slice(0, 10);
  const due = await db().$queryRaw<Due[]>`
    SELECT a.id, i.reference FROM action_item a JOIN incident i ON i.id = a.incident_id
    WHERE a.state IN ('open', 'doing') AND a.owner_id IS NOT NULL AND a.due_on <= ${today}::date AND a.reminded_on IS DISTINCT FROM a.due_on
      AND i.phase <> 'merged'
    ORDER BY a.due_on, a.id LIMIT 100`;
  let reminded = 0;
  for (const { id, reference } of due)
    reminded += await remind(ctx, reference, id, today).catch((error: unknown) => passedOver(id, reference, error));
  return reminded;
}

/** One that cannot be spoken of, such as of an incident that was merged meanwhile, keeps none of the others waiting. */
function passedOver(id: string, reference: string, error: unknown): number {
  log.warn({ id, reference, error: String(error) }, "The owner of a due action item was not reminded; it is tried again.");
  return 0;
}

/** Looks again under the incident's lock: another worker may have been sooner, or the owner. */
function remind(ctx: Ctx, reference: string, id: string, today: string): Promise<number> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const row = await db().actionItemRow.findUniqueOrThrow({ where: { id } });
    const item = itemOf(row);
    const isOpen = item.state === "open" || item.state === "doing";
    if (!isOpen || !item.owner || !item.dueOn || item.dueOn > today || row.remindedOn?.toISOString().slice(0, 10) === item.dueOn) return 0;
    await incident.record({ kind: "action-item", action: "reminded", item, before: item, reason: null });
    return 1;
  });
}
