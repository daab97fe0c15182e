import { AnswerPage } from "#lib/contracts/escalation/commands.ts";
import { answerPage } from "#server/escalation/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { SlackCommand } from "../slack-command.ts";
import { whichIncident } from "./which-incident.ts";

export const ack: SlackCommand = {
  usage: "ack [REF]",
  about: "acknowledges what you were paged for.",
  run: async (asked) => {
    const reference = (asked.text === "" ? await pagedFor(asked.ctx) : null) ?? (await whichIncident(asked)).reference;
    const { isFirst } = await answerPage(asked.ctx, AnswerPage.parse({ reference, means: "slack" }));
    return isFirst ? `${reference} is yours. Nobody else is paged.` : `You acknowledged ${reference}.`;
  },
};

/** The only incident that waits for an answer of theirs. */
async function pagedFor({ person }: Ctx): Promise<string | null> {
  const open = await db().page.findMany({
    where: { recipient: person?.id ?? "", isPerson: true, answeredAt: null, settledAt: null },
    select: { incident: { select: { reference: true } } },
  });
  const references = new Set(open.map(({ incident }) => incident.reference));
  return references.size === 1 ? ([...references][0] ?? null) : null;
}
