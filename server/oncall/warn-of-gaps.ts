import type { Gap, OnCallSchedule } from "#lib/contracts/oncall.ts";
import { gaps, moved } from "#lib/oncall/index.ts";
import { tell } from "#server/notifications/index.ts";
import { db } from "#server/platform/db.ts";
import { spanWords } from "./words.ts";

const DAY_MS = 86_400_000;
const AHEAD_DAYS = 7;
const BEHIND_DAYS = 8;
/** As many in a week are the schedule's way: they are told of once a week. */
const MANY = 3;

/** Tells the leads of the team, or administrators where it has none, of hours in the next seven days at which nobody is on call. */
export async function warnOfGaps(schedule: OnCallSchedule, row: { teamId: string | null; version: number }, now: string): Promise<void> {
  const start = moved(now, -BEHIND_DAYS * DAY_MS);
  const all = gaps(schedule, start, moved(now, AHEAD_DAYS * DAY_MS)).filter(({ to }) => to > now);
  const [first] = all;
  if (!first) return;
  const isUsual = all.length >= MANY || first.from === start;
  const about = isUsual ? `v${row.version} week ${Math.floor(Date.parse(now) / (7 * DAY_MS))}` : first.from;
  await tell(db(), {
    userIds: await keepersOf(row.teamId),
    kind: "oncall.gap",
    title: first.from <= now ? `Nobody is on call now: ${schedule.name}` : `Nobody will be on call: ${schedule.name}`,
    body: [...all.slice(0, MANY).map((gap) => gapWords(gap, schedule.zone)), all.length > MANY ? `And ${all.length - MANY} more.` : ""]
      .filter(Boolean)
      .join("\n"),
    href: `/on-call/${schedule.slug}`,
    once: `oncall gap ${schedule.id} ${about}`,
  });
}

function gapWords(gap: Gap, zone: string): string {
  return `${spanWords(gap, zone)}${gap.left ? `: ${gap.left.name} has left` : ""}`;
}

async function keepersOf(teamId: string | null): Promise<string[]> {
  const leads = teamId
    ? await db().teamMember.findMany({ where: { teamId, isLead: true, user: { deactivatedAt: null } }, select: { userId: true } })
    : [];
  if (leads.length > 0) return leads.map(({ userId }) => userId);
  const admins = await db().user.findMany({ where: { role: "admin", deactivatedAt: null }, select: { id: true } });
  return admins.map(({ id }) => id);
}
