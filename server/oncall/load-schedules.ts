import type { OnCallPerson, OnCallSchedule, ScheduleOverride } from "#lib/contracts/oncall.ts";
import { ScheduleLayer } from "#lib/contracts/oncall.ts";
import type { Database, Transaction } from "#server/platform/db.ts";

type Sql = Transaction | Database;
type Options = { overridesSince?: Date };

/**
 * Schedules as lib/oncall reads them, in the order of `ids`; ids of none are left out. With `overridesSince`, overrides that ended before are
 * not read.
 */
export async function loadSchedules(sql: Sql, ids: readonly string[], { overridesSince }: Options = {}): Promise<OnCallSchedule[]> {
  if (ids.length === 0) return [];
  const rows = await sql.oncallSchedule.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      slug: true,
      name: true,
      zone: true,
      layers: true,
      overrides: {
        where: { removedAt: null, ...(overridesSince ? { endsAt: { gt: overridesSince } } : {}) },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
  const schedules = rows.map(({ layers, overrides, ...row }) => ({
    ...row,
    layers: ScheduleLayer.array().parse(layers),
    overrides: overrides.map(
      ({ id, userId, startsAt, endsAt, reason }): ScheduleOverride => ({
        id,
        person: userId,
        from: startsAt.toISOString(),
        to: endsAt.toISOString(),
        reason,
      }),
    ),
  }));
  const people = await peopleOf(sql, schedules);
  const byId = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  return ids.flatMap((id) => {
    const schedule = byId.get(id);
    return schedule ? [{ ...schedule, people: namedIn(schedule).flatMap((person) => people.get(person) ?? []) }] : [];
  });
}

type Naming = Pick<OnCallSchedule, "layers" | "overrides">;

/** Everybody whom a schedule names, each once. */
export function namedIn({ layers, overrides }: Naming): string[] {
  return [...new Set([...layers.flatMap(({ people }) => people), ...overrides.map(({ person }) => person)])];
}

async function peopleOf(sql: Sql, schedules: readonly Naming[]): Promise<Map<string, OnCallPerson>> {
  const rows = await sql.user.findMany({
    where: { id: { in: [...new Set(schedules.flatMap(namedIn))] } },
    select: { id: true, name: true, deactivatedAt: true, timeZone: true },
  });
  return new Map(rows.map(({ id, name, deactivatedAt, timeZone }) => [id, { id, name, isActive: deactivatedAt === null, zone: timeZone }]));
}
