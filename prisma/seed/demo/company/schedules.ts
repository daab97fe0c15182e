import { CreateSchedule, type ScheduleLayer } from "#lib/contracts/oncall.ts";
import { createSchedule } from "#server/oncall/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";

type LayerData = Pick<ScheduleLayer, "name" | "rotation" | "handOffAt" | "restrictions"> & { handles: string[] };
type ScheduleData = { slug: string; name: string; team: string; zone: string; description: string; layers: LayerData[] };

const WEEKLY = { every: 1, unit: "week" as const };
const OFFICE = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };

const SCHEDULES: ScheduleData[] = [
  {
    slug: "platform",
    name: "Platform",
    team: "Platform",
    zone: "Europe/Vienna",
    description: "Clusters, network, databases, sign-in, around the clock.",
    layers: [{ name: "Primary", rotation: WEEKLY, handOffAt: "09:00", restrictions: [], handles: ["yuki", "aisha", "priya"] }],
  },
  {
    slug: "payments",
    name: "Payments",
    team: "Payments",
    zone: "Europe/Berlin",
    description: "Answers when money does not move.",
    layers: [
      { name: "Nights and weekends", rotation: WEEKLY, handOffAt: "10:00", restrictions: [], handles: ["jonas", "tomas", "elena"] },
      { name: "Office hours", rotation: { every: 1, unit: "day" }, handOffAt: "09:00", restrictions: [OFFICE], handles: ["tomas", "jonas"] },
    ],
  },
];

type Named = { people: Map<string, { id: string }>; teams: Map<string, string> };

/** Who is on call at the company; schedules that are there already stay as they are. */
export async function makeSchedules(ctx: Ctx, { people, teams }: Named): Promise<void> {
  const startsOn = mondayBefore(await databaseNow());
  for (const { slug, name, team, zone, description, layers } of SCHEDULES) {
    if (await db().oncallSchedule.findUnique({ where: { slug }, select: { id: true } })) continue;
    const made = layers.map(({ handles, ...layer }) => ({
      ...layer,
      id: newId(),
      zone,
      startsOn,
      people: handles.map((handle) => people.get(handle)?.id),
    }));
    await createSchedule(ctx, CreateSchedule.parse({ name, zone, description, team: teams.get(team), layers: made }));
  }
}

function mondayBefore(instant: string): string {
  const day = new Date(instant);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
