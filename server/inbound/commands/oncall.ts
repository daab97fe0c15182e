import { WhoIsOnCall } from "#lib/contracts/oncall.ts";
import { whoIsOnCall } from "#server/oncall/index.ts";
import { escaped } from "#server/slack/index.ts";
import type { SlackCommand } from "../slack-command.ts";

export const oncall: SlackCommand = {
  usage: "oncall",
  about: "who is on call now, and until when.",
  run: async ({ ctx }) => {
    const { items } = await whoIsOnCall(ctx, WhoIsOnCall.parse({}));
    if (items.length === 0) return "There is no schedule yet. Make one in Muster under On call.";
    return items
      .map(({ schedule, now }) => `*${escaped(schedule.name)}*: ${now ? `${escaped(now.person.name)} until ${untilOf(now.to)}` : "nobody"}`)
      .join("\n");
  },
};

/** Slack shows it in the reader's own time zone. */
function untilOf(at: string): string {
  return `<!date^${Math.floor(Date.parse(at) / 1_000)}^{date_short_pretty} {time}|${at}>`;
}
