import { Prisma } from "#generated/prisma/client.ts";
import { type AnalystRecord, VERDICTS, type Verdict } from "#lib/contracts/investigation.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readableBy } from "./summaries.ts";

/** How right the analyst was, by people's verdicts, over every report that this person may read. */
export async function readAnalystRecord(ctx: Ctx): Promise<AnalystRecord> {
  authorize(ctx, "incident.read");
  const rows = await db().$queryRaw<{ verdict: number | null; count: bigint }[]>`
    SELECT v.verdict, count(*) AS count FROM investigation v LEFT JOIN incident i ON i.id = v.incident_id
    WHERE ${Prisma.sql`v.state = 'reported'`} AND ${readableBy(ctx)} GROUP BY v.verdict`;
  const countOf = (score: number) => Number(rows.find(({ verdict }) => verdict === score)?.count ?? 0);
  const verdicts = Object.fromEntries(Object.entries(VERDICTS).map(([name, score]) => [name, countOf(score)])) as Record<Verdict, number>;
  const judged = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const total = (Object.keys(VERDICTS) as Verdict[]).reduce((sum, name) => sum + verdicts[name] * VERDICTS[name], 0);
  const reported = rows.reduce((sum, { count }) => sum + Number(count), 0);
  return { reported, judged, mean: judged === 0 ? null : total / judged, verdicts };
}
