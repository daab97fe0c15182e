import { CreateSchedule, type ScheduleLayer } from "#lib/contracts/oncall.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { createTeam, setTeamMember } from "#server/teams/index.ts";
import { shiftClock, testPerson } from "#server/testing/database.ts";
import { createSchedule } from "../index.ts";

export type Caller = Awaited<ReturnType<typeof testPerson>>;
export type Scene = {
  admin: Caller;
  lead: Caller;
  ada: Caller;
  bo: Caller;
  stranger: Caller;
  viewer: Caller;
  team: string;
  schedule: string;
  slug: string;
};

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Monday, noon in UTC, from which the scenes go on. */
export const NOON = "2026-03-02T12:00:00.000Z";

/** Moves the database's clock to about this instant; the answers go on from there. */
export async function setClock(at: string): Promise<void> {
  await shiftClock(Date.parse(at) - Date.now());
}

export function aLayer(people: string[], part: Partial<ScheduleLayer> = {}): ScheduleLayer {
  const rotation = { every: 1, unit: "day" as const };
  return { id: newId(), name: "Primary", people, rotation, startsOn: "2026-03-01", handOffAt: "09:00", zone: "UTC", restrictions: [], ...part };
}

/** A team with a lead, and its schedule: Ada and Bo take turns each day at 09:00 UTC; on Monday it is Bo. */
export async function aScene(): Promise<Scene> {
  await setClock(NOON);
  const admin = await testPerson({ role: "admin", name: "Root" });
  const [lead, ada, bo, stranger] = await Promise.all(["Lea", "Ada", "Bo", "Sam"].map((name) => testPerson({ name })));
  const viewer = await testPerson({ role: "viewer", name: "Vera" });
  if (!lead || !ada || !bo || !stranger) throw new Error("Somebody is missing.");
  const { id: team } = await createTeam(admin, { name: `Team ${newId()}`, description: "" });
  await setTeamMember(admin, { id: team, person: lead.person.id, isMember: true, isLead: true });
  const made = await aSchedule(admin, { team, layers: [aLayer([ada.person.id, bo.person.id])] });
  return { admin, lead, ada, bo, stranger, viewer, team, schedule: made.id, slug: made.slug };
}

export function aSchedule(ctx: Ctx, part: object): Promise<{ id: string; slug: string }> {
  return createSchedule(ctx, CreateSchedule.parse({ name: "Payments", zone: "UTC", ...part }));
}
