import { z } from "zod";
import { AnswerPage } from "#lib/contracts/escalation/commands.ts";
import { Uuid } from "#lib/contracts/ids.ts";
import { answerFromOutside, answerPage } from "#server/escalation/index.ts";
import { emailOfUser } from "#server/pagerduty/index.ts";
import { type Ctx, personCtx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError, InvalidError } from "#server/platform/errors.ts";
import { type Notifier, notifiers } from "#server/platform/notifiers.ts";
import { personOfEmail } from "./person-of.ts";
import { isSignedByPagerDuty } from "./signatures.ts";
import { takeOnce, wasTaken } from "./take-once.ts";

const Envelope = z.object({
  event: z.object({
    id: z.string().min(1).max(200),
    event_type: z.string(),
    occurred_at: z.iso.datetime({ offset: true }),
    agent: z.object({ id: z.string(), type: z.string(), summary: z.string().nullish() }).nullish(),
    data: z.object({ incident_key: z.string().nullish() }).loose(),
  }),
});
type Heard = z.output<typeof Envelope>["event"];

/** As long as receipts are kept: what is older could have been taken before. */
const OLDEST_MS = 7 * 86_400_000;
const LONGEST_NAME = 80;

/** What a webhook subscription (V3) of PagerDuty sent. Answers whether it changed anything; a repeat does not. */
export async function takePagerDutyEvent(connection: string, body: Buffer, signature: string | undefined, address: string): Promise<boolean> {
  const service = (await notifiers("pagerduty")).find(({ id }) => id === connection);
  const { webhookSecret = "", formerWebhookSecret = "" } = service?.secrets ?? {};
  if (!service || !isSignedByPagerDuty(body, signature, [webhookSecret, formerWebhookSecret])) {
    throw new ForbiddenError("PagerDuty did not sign this with the webhook secret that Muster knows for this address. Check both.", "not_signed_in");
  }
  const event = read(body);
  if (Date.now() - Date.parse(event.occurred_at) > OLDEST_MS)
    throw new ConflictError("This happened more than a week ago, and is not taken any more.");
  const name = `pagerduty:${event.id}`;
  if (await wasTaken(name)) return false;
  const isHeeded = event.event_type === "incident.acknowledged" && (await acknowledge(service, event, address));
  await takeOnce(name);
  return isHeeded;
}

function read(body: Buffer): Heard {
  try {
    return Envelope.parse(JSON.parse(body.toString("utf8"))).event;
  } catch {
    throw new InvalidError("This is no event of a V3 webhook subscription. Make one under Integrations → Generic Webhooks (v3).");
  }
}

/** As the person whom the user of PagerDuty is, by their e-mail address; else for the connection. */
async function acknowledge(service: Notifier, { agent, data }: Heard, address: string): Promise<boolean> {
  const id = Uuid.safeParse(data.incident_key).data;
  const page = id ? await db().page.findUnique({ where: { id }, select: { recipient: true, incident: { select: { reference: true } } } }) : null;
  if (!id || page?.recipient !== service.id) return false;
  // What Muster told PagerDuty itself comes back without a user.
  if (!agent?.type.startsWith("user")) return false;
  const { reference } = page.incident;
  const email = await emailOfUser(service, agent.id);
  const person = email ? await personOfEmail(email) : null;
  if (person) {
    try {
      await answerPage(personCtx(person, { address }), AnswerPage.parse({ reference, means: "pagerduty" }));
      return true;
    } catch (error) {
      if (error instanceof ConflictError) return false;
      if (!(error instanceof ForbiddenError)) throw error;
    }
  }
  const who = `${(agent.summary ?? "Somebody").slice(0, LONGEST_NAME)} (PagerDuty)`;
  const ctx: Ctx = { ...systemCtx(), actor: { type: "connector", id: service.id, name: service.name } };
  return answerFromOutside(ctx, { reference, page: id, who });
}
