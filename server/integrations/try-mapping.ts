import type { z } from "zod";
import { IntegrationSettings, type ParsedAlert, type TryMapping } from "#lib/contracts/integration.ts";
import { alertsIn } from "#server/alerts/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { Unreadable } from "#server/platform/foreign-json.ts";

const MOST_SHOWN = 5;
export type MappingTrial = { alerts: ParsedAlert[]; count: number; problem: string | null };

/** What a mapping makes of a message. Changes nothing. */
export async function tryMapping(ctx: Ctx, { mapping, serviceLabel, body }: z.output<typeof TryMapping>): Promise<MappingTrial> {
  authorize(ctx, "settings.manage");
  try {
    const alerts = alertsIn("generic", body, IntegrationSettings.parse({ mapping, serviceLabel }));
    return { alerts: alerts.slice(0, MOST_SHOWN), count: alerts.length, problem: null };
  } catch (error) {
    if (error instanceof Unreadable) return { alerts: [], count: 0, problem: error.message };
    throw error;
  }
}
