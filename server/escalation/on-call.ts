import type { PersonRef } from "#lib/contracts/actor.ts";
import { onCallAt } from "#lib/oncall/index.ts";
import { type PagingSchedule, schedulesForPaging } from "#server/oncall/index.ts";
import type { Sql } from "#server/platform/sql.ts";

/** Who is on call: `schedulesOf` the schedules of these teams (all where they have none), `at` who has them at a moment, once each. */
export type OnCall = {
  schedulesOf: (teamIds: string[]) => string[];
  at: (scheduleIds: string[], at: string) => { people: PersonRef[]; problem: string | null };
};

/** Reads every schedule with what changes it. */
export async function readOnCall(sql: Sql): Promise<OnCall> {
  return onCallOf(await schedulesForPaging(sql));
}

/** Pure. */
export function onCallOf(schedules: readonly PagingSchedule[]): OnCall {
  return {
    schedulesOf: (teamIds) => {
      const own = schedules.filter(({ teamId }) => teamId !== null && teamIds.includes(teamId));
      return (own.length > 0 ? own : schedules).map(({ id }) => id);
    },
    at: (ids, at) => {
      if (schedules.length === 0) return { people: [], problem: "There is no on-call schedule yet" };
      const asked = schedules.filter(({ id }) => ids.includes(id));
      if (asked.length === 0) return { people: [], problem: "A schedule that the policy names was archived" };
      const found = asked.map((schedule) => ({ schedule, person: onCallAt(schedule, at) }));
      const people = new Map(found.flatMap(({ person }) => (person ? [[person.id, { id: person.id, name: person.name }] as const] : [])));
      const empty = found.filter(({ person }) => !person).map(({ schedule }) => schedule.name);
      return { people: [...people.values()], problem: people.size > 0 ? null : `Nobody is on call by ${empty.join(", ")}` };
    },
  };
}
