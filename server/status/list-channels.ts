import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { notifiers } from "#server/platform/notifiers.ts";

/** The channels of Slack that a page can tell, by their connections. */
export async function listChannels(ctx: Ctx): Promise<{ items: { id: string; name: string }[] }> {
  authorize(ctx, "status.manage");
  const found = await notifiers("slack");
  return { items: found.filter(({ settings }) => settings.channel).map(({ id, name }) => ({ id, name })) };
}
