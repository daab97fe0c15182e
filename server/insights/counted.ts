import { Prisma } from "#generated/prisma/client.ts";
import type { InsightsFilter, Range } from "#lib/contracts/insights.ts";
import { visibleTo } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

/** What every figure of one reading shares; the conditions are on `incident_measure i`. */
export type Reading = {
  range: Range;
  asOf: string;
  /** Also what came to nothing: false alarms page people, too. */
  all: Prisma.Sql[];
  /** Without what was declined, cancelled or merged. */
  counted: Prisma.Sql[];
};

/** Ends that are no incidents of their own. */
export const NOT_COUNTED = ["declined", "cancelled", "merged"] as const;

export async function conditionsOf(ctx: Ctx, { severity, service, team, kind }: InsightsFilter): Promise<Pick<Reading, "all" | "counted">> {
  const all = [visibleTo(ctx), Prisma.sql`i.kind = ANY(${kind})`];
  if (severity.length > 0) all.push(Prisma.sql`i.severity = ANY(${severity})`);
  if (service.length > 0) all.push(Prisma.sql`i.services && ${service}::uuid[]`);
  if (team.length > 0) all.push(Prisma.sql`i.services && ${await servicesOf(team)}::uuid[]`);
  return { all, counted: [...all, Prisma.sql`NOT i.phase = ANY(${[...NOT_COUNTED]})`] };
}

async function servicesOf(teams: string[]): Promise<string[]> {
  const services = await db().service.findMany({ where: { teamId: { in: teams } }, select: { id: true } });
  return services.map(({ id }) => id);
}

/** SQL for incidents `i` that were declared within [from, to). */
export function declaredWithin(from: string, to: string): Prisma.Sql {
  return Prisma.sql`i.declared_at >= ${new Date(from)} AND i.declared_at < ${new Date(to)}`;
}

/** The zone by whose clocks days are counted: as asked, else the asker's own, else UTC. */
export async function zoneFor(ctx: Ctx, asked: string | null | undefined): Promise<string> {
  if (asked) return asked;
  const own = ctx.person ? await db().user.findUnique({ where: { id: ctx.person.id }, select: { timeZone: true } }) : null;
  return own?.timeZone ?? "UTC";
}
