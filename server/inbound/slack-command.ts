import { ZodError } from "zod";
import { type Ctx, personCtx } from "#server/platform/ctx.ts";
import { MusterError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";
import type { Notifier } from "#server/platform/notifiers.ts";
import { outgoing } from "#server/platform/outgoing/index.ts";
import { SlackFailed } from "#server/slack/index.ts";
import { COMMANDS } from "./commands/registry.ts";
import { personOfMember } from "./person-of.ts";
import { unknownMember } from "./slack-interaction.ts";
import type { FromSlack } from "./slack-request.ts";

/** One `/muster …`: what was written after the word, by whom, and in which conversation. */
export type Asked = { ctx: Ctx; app: Notifier; member: string; channel: string; text: string };
export type SlackCommand = { usage: string; about: string; run: (asked: Asked) => Promise<string> };

/** Slack waits three seconds; what takes longer is told afterwards. */
const PATIENCE_MS = 2_200;

/** Runs a command and answers with what only whoever asked sees. */
export async function takeCommand({ app, fields }: FromSlack, address: string): Promise<{ response_type: "ephemeral"; text: string }> {
  const work = answerTo(app, fields, address);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  const text = await Promise.race([work, late]);
  clearTimeout(timer);
  if (text !== null) return { response_type: "ephemeral", text };
  void work
    .then((words) => tellLater(app, fields.get("response_url") ?? "", words))
    .catch((error: unknown) => log.warn({ error: String(error) }, "A command from Slack was not answered."));
  return { response_type: "ephemeral", text: "On it. The answer follows here." };
}

async function answerTo(app: Notifier, fields: URLSearchParams, address: string): Promise<string> {
  const given = (fields.get("text") ?? "").trim();
  const [, word = "help", text = ""] = /^(\S+)\s*([\s\S]*)$/.exec(given) ?? [];
  const command = COMMANDS[word.toLowerCase()];
  if (!command) return help();
  const member = fields.get("user_id") ?? "";
  const person = await personOfMember(app, member);
  if (!person) return unknownMember();
  try {
    return await command.run({
      ctx: personCtx(person, { address }),
      app,
      member,
      channel: fields.get("channel_id") ?? "",
      text: unescaped(text.trim()),
    });
  } catch (error) {
    return explained(error, command);
  }
}

function explained(error: unknown, { usage }: SlackCommand): string {
  if (error instanceof ZodError) return `${error.issues[0]?.message ?? "That cannot be read."} Write: ${code(usage)}`;
  if (error instanceof MusterError || error instanceof SlackFailed) return error.message;
  log.error({ error: error instanceof Error ? error.stack : String(error) }, "A command from Slack failed.");
  return "That did not work, and it is not known whether it was done. Look in Muster.";
}

function help(): string {
  return Object.values(COMMANDS)
    .map(({ usage, about }) => `${code(usage)} ${about}`)
    .concat(`${code("help")} shows this.`)
    .join("\n");
}

function code(usage: string): string {
  return `\`/muster ${usage}\``;
}

/** Slack writes these three in its own way. */
function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

async function tellLater({ allowedHosts }: Notifier, url: string, text: string): Promise<void> {
  const body = JSON.stringify({ response_type: "ephemeral", text });
  await outgoing({ url, method: "POST", headers: { "content-type": "application/json" }, body, allowedHosts, maxBytes: 4_096, isCutAllowed: true });
}
