import { CreateSchedule } from "#lib/contracts/oncall.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { addOverride, createSchedule, requestSwap } from "../index.ts";

type Asker = Ctx & { person: NonNullable<Ctx["person"]> };

/** A schedule “Primary” by which the commander is on call, and the deputy for a day that they would like to give away. */
export async function aRota(admin: Ctx, { commander, deputy }: { commander: Asker; deputy: Asker }): Promise<{ override: string; swap: string }> {
  const me = commander.person.id;
  const rotation = { every: 1, unit: "week" };
  const layer = { id: newId(), name: "All", people: [me], rotation, startsOn: "2026-01-01", handOffAt: "09:00", zone: "UTC", restrictions: [] };
  const { id: schedule } = await createSchedule(admin, CreateSchedule.parse({ name: "Primary", zone: "UTC", layers: [layer] }));
  const day = { from: "2098-01-01T00:00:00.000Z", to: "2098-01-02T00:00:00.000Z" };
  await addOverride(admin, { schedule, person: deputy.person.id, ...day, reason: "" });
  const one = { from: "2097-01-01T00:00:00.000Z", to: "2097-01-02T00:00:00.000Z" };
  const { id: override } = await addOverride(admin, { schedule, person: me, ...one, reason: "" });
  const { id: swap } = await requestSwap(deputy, { schedule, to: me, give: day, take: null, message: "" });
  return { override, swap };
}
