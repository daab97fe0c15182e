import type { SwapView } from "#lib/contracts/oncall-views.ts";
import { db } from "#server/platform/db.ts";
import { NAME } from "./selections.ts";

const PERSON = { select: { id: true, name: true } };
const MOST = 200;

/** Requests that somebody made or got and that wait for an answer, the newest first. One whose hours are over is `expired`. */
export async function openSwaps(person: string, now: string): Promise<SwapView[]> {
  const rows = await db().oncallSwap.findMany({
    where: { state: "open", OR: [{ fromUserId: person }, { toUserId: person }], schedule: { archivedAt: null } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MOST,
    include: { from: PERSON, to: PERSON, schedule: { select: NAME } },
  });
  return rows.map(({ id, schedule, from, to, giveFrom, giveTo, takeFrom, takeTo, message, createdAt }) => ({
    id,
    schedule,
    from,
    to,
    give: { from: giveFrom.toISOString(), to: giveTo.toISOString() },
    take: takeFrom && takeTo ? { from: takeFrom.toISOString(), to: takeTo.toISOString() } : null,
    message,
    state: giveTo.toISOString() <= now || (takeTo !== null && takeTo.toISOString() <= now) ? ("expired" as const) : ("open" as const),
    createdAt: createdAt.toISOString(),
  }));
}
