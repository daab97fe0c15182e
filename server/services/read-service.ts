import type { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import type { Phase, Severity } from "#lib/contracts/incident.ts";
import type { QueryTemplate } from "#lib/contracts/query-template.ts";
import type { ReadService, ServiceDetails, ServiceName, Slo } from "#lib/contracts/service.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { readEdges } from "./edges.ts";
import { NONE_OPEN, openIncidents, visibleTo } from "./open-incidents.ts";
import { cyclesIn } from "./rules.ts";

const NAME = { id: true, slug: true, name: true, tier: true, archivedAt: true } satisfies Prisma.ServiceSelect;
const byName = { name: "asc" } as const;

/** All that the catalogue knows of one service, and its latest incidents that the asker may see. */
export async function readService(ctx: Ctx, input: z.output<typeof ReadService>): Promise<ServiceDetails> {
  authorize(ctx, "service.read");
  const row = await db().service.findUnique({
    where: { slug: input.slug },
    include: {
      team: { select: { id: true, name: true } },
      dependsOn: { select: { callee: { select: NAME } }, orderBy: { callee: byName } },
      dependents: { select: { caller: { select: NAME } }, orderBy: { caller: byName } },
    },
  });
  if (!row) throw new NotFoundError(`There is no service “${input.slug}”. Check the catalogue.`);
  const [open, incidents, cycles] = await Promise.all([openIncidents(ctx, [row.id]), recentIncidents(ctx, row.id), cyclesOf(row.id)]);
  return {
    ...nameOf(row),
    description: row.description,
    team: row.team,
    version: row.version,
    revenuePerMinute: row.revenuePerMinute === null ? null : Number(row.revenuePerMinute),
    slos: row.slos as Slo[],
    queries: row.queries as QueryTemplate[],
    namespace: row.namespace,
    dependsOn: row.dependsOn.map(({ callee }) => nameOf(callee)),
    dependents: row.dependents.map(({ caller }) => nameOf(caller)),
    createdAt: row.createdAt.toISOString(),
    ...(open.get(row.id) ?? NONE_OPEN),
    incidents,
    cycles,
  };
}

function nameOf({
  id,
  slug,
  name,
  tier,
  archivedAt,
}: {
  id: string;
  slug: string;
  name: string;
  tier: number;
  archivedAt: Date | null;
}): ServiceName {
  return { id, slug, name, tier, isArchived: archivedAt !== null };
}

async function cyclesOf(id: string): Promise<string[][]> {
  const cycles = cyclesIn(await readEdges()).filter((cycle) => cycle.includes(id));
  const names = await db().service.findMany({ where: { id: { in: cycles.flat() } }, select: { id: true, name: true } });
  return cycles.map((cycle) => cycle.map((member) => names.find((row) => row.id === member)?.name ?? member));
}

type IncidentRow = { reference: string; title: string; severity: Severity | null; phase: Phase; declared_at: Date; resolved_at: Date | null };

async function recentIncidents(ctx: Ctx, serviceId: string): Promise<ServiceDetails["incidents"]> {
  const rows = await db().$queryRaw<IncidentRow[]>`
    SELECT i.reference, i.title, i.severity, i.phase, i.declared_at, i.resolved_at
    FROM incident_service s JOIN incident i ON i.id = s.incident_id
    WHERE s.service_id = ${serviceId}::uuid AND ${visibleTo(ctx)} ORDER BY s.declared_at DESC LIMIT 20`;
  return rows.map(({ reference, title, severity, phase, declared_at, resolved_at }) => ({
    reference,
    title,
    severity,
    phase,
    declaredAt: declared_at.toISOString(),
    resolvedAt: resolved_at?.toISOString() ?? null,
  }));
}
