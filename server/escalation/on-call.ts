import type { PersonRef } from "#lib/contracts/actor.ts";
import type { Sql } from "#server/platform/sql.ts";

/** Who is on call: `schedulesOf` the schedules of these teams (all where they have none), `at` who has them at a moment, once each. */
export type OnCall = {
  schedulesOf: (teamIds: string[]) => string[];
  at: (scheduleIds: string[], at: string) => { people: PersonRef[]; problem: string | null };
};

/** Reads every schedule with what changes it. */
export async function readOnCall(_sql: Sql): Promise<OnCall> {
  return { schedulesOf: () => [], at: () => ({ people: [], problem: "There is no on-call schedule yet" }) };
}
