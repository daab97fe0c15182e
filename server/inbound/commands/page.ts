import { Escalate } from "#lib/contracts/escalation/commands.ts";
import { escalate } from "#server/escalation/index.ts";
import { findPerson } from "#server/people/index.ts";
import { InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { escaped } from "#server/slack/index.ts";
import { personOfMember } from "../person-of.ts";
import type { Asked, SlackCommand } from "../slack-command.ts";
import { whichIncident } from "./which-incident.ts";

export const page: SlackCommand = {
  usage: "page [REF] PERSON or LEVEL because WHY",
  about: "pages somebody, as in @ada or L2.",
  run: async (asked) => {
    const { reference, rest } = await whichIncident(asked);
    const [, whom = "", reason = ""] = /^(.+?)\s+because\s+([\s\S]+)$/i.exec(rest) ?? [];
    if (whom === "" || reason === "") throw new InvalidError("Say whom and why, as in `/muster page @ada because the database is hers`.");
    const { paged, problems } = await escalate(asked.ctx, Escalate.parse({ reference, reason, ...(await targetOf(asked, whom)) }));
    const names = paged.map(({ name }) => name).join(", ") || whom;
    return escaped([`Paged for ${reference}: ${names}.`, ...problems.map((problem) => `${problem}.`)].join(" "));
  },
};

type TargetWords = { user: string } | { level: string };

/** A member of Slack, an address or a handle is a person; the rest is a level by its number or name, or else a handle. */
async function targetOf({ ctx, app }: Asked, whom: string): Promise<TargetWords> {
  const member = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(whom)?.[1];
  if (member) {
    const person = await personOfMember(app, member);
    if (!person) throw new NotFoundError("Muster does not know that member of Slack. Name them by their handle in Muster, or their e-mail address.");
    return { user: person.id };
  }
  if (whom.includes("@")) return { user: await findPerson(ctx, whom) };
  if (/^l?\d+$/i.test(whom) || /\s/.test(whom)) return { level: whom };
  const user = await findPerson(ctx, whom).catch((error: unknown) => {
    if (error instanceof NotFoundError) return null;
    throw error;
  });
  return user ? { user } : { level: whom };
}
