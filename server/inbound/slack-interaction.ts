import { z } from "zod";
import { AnswerPage } from "#lib/contracts/escalation/commands.ts";
import { Uuid } from "#lib/contracts/ids.ts";
import { answerPage } from "#server/escalation/index.ts";
import { personCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { publicUrl } from "#server/platform/env.ts";
import { MusterError, NotFoundError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";
import { ACTIONS, APPROVAL_ACTIONS, callSlack, escaped, type SlackApp } from "#server/slack/index.ts";
import { personOfMember } from "./person-of.ts";
import { approvedInSlack } from "./slack-approval.ts";
import type { FromSlack } from "./slack-request.ts";

const Interaction = z.object({
  type: z.string(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }).optional(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).default([]),
});

type Pressed = z.output<typeof Interaction>["actions"][number];

const ANSWERS: Record<string, "acknowledge" | "decline"> = { [ACTIONS.acknowledge]: "acknowledge", [ACTIONS.decline]: "decline" };

/** A pressed button: it answers the page, or the approval that is asked, as the person whom the member is. Whoever pressed is told what came of it, and nobody else. */
export async function takeInteraction({ app, fields }: FromSlack, address: string): Promise<void> {
  const interaction = readInteraction(fields.get("payload"));
  const [action] = interaction?.actions ?? [];
  if (interaction?.type !== "block_actions" || !action) return;
  const words = await wordsFor(app, interaction.user.id, action, address);
  if (words === null) return;
  await tellMember(app, interaction.channel?.id, interaction.user.id, words);
}

/** What came of the press; null for a button that asks for nothing. */
async function wordsFor(app: SlackApp, member: string, { action_id: pressed, value = "" }: Pressed, address: string): Promise<string | null> {
  if (pressed === APPROVAL_ACTIONS.approve || pressed === APPROVAL_ACTIONS.reject)
    return approvedInSlack(member, { approval: value, approve: pressed === APPROVAL_ACTIONS.approve, address });
  const answer = ANSWERS[pressed];
  return answer ? answered(app, member, { page: value, answer, address }) : null;
}

function readInteraction(payload: string | null): z.output<typeof Interaction> | null {
  try {
    return Interaction.safeParse(JSON.parse(payload ?? "")).data ?? null;
  } catch {
    return null;
  }
}

type Given = { page: string; answer: "acknowledge" | "decline"; address: string };

async function answered(app: SlackApp, member: string, { page, answer, address }: Given): Promise<string> {
  const person = await personOfMember(app, member);
  if (!person) return unknownMember();
  try {
    const reference = await referenceOf(page);
    const { isFirst } = await answerPage(personCtx(person, { address }), AnswerPage.parse({ reference, answer, means: "slack" }));
    if (answer === "decline") return `Noted: you cannot take ${reference}. Others are asked.`;
    return isFirst ? `${reference} is yours. Nobody else is paged.` : `You acknowledged ${reference}.`;
  } catch (error) {
    if (error instanceof MusterError) return error.message;
    throw error;
  }
}

async function referenceOf(page: string): Promise<string> {
  const id = Uuid.safeParse(page).data;
  const found = id ? await db().page.findUnique({ where: { id }, select: { incident: { select: { reference: true } } } }) : null;
  if (!found) throw new NotFoundError("There is no such page any more. Open the incident in Muster.");
  return found.incident.reference;
}

/** What somebody is told whom Muster does not know by their Slack account. */
export function unknownMember(): string {
  return `Muster does not know who you are in Slack. Sign in at ${publicUrl()} with the e-mail address that you have in Slack, or add your Slack member ID there under your ways to be reached.`;
}

async function tellMember(app: SlackApp, channel: string | undefined, user: string, text: string): Promise<void> {
  if (!channel) return;
  await callSlack(app, "chat.postEphemeral", { channel, user, text: escaped(text) }).catch((error: unknown) =>
    log.warn({ error: String(error) }, "Somebody could not be told in Slack what came of their answer."),
  );
}
