import type { IncomingHttpHeaders } from "node:http";
import { Uuid } from "#lib/contracts/ids.ts";
import { normaliseText } from "#lib/contracts/text.ts";
import { ForbiddenError, NotFoundError } from "#server/platform/errors.ts";
import { count } from "./count.ts";
import { keyOf, urgencyOf } from "./key-of.ts";
import type { Bytes } from "./read-message.ts";
import { whyUnproven } from "./schemes.ts";
import { type Sender, senderOf } from "./senders.ts";
import { keepMessage, type Taken } from "./store.ts";

const NO_SUCH = "No integration has this address. Copy it again from Settings → Integrations.";
const LONGEST_SUBJECT = 100;

/** The integration that an address belongs to. It is looked for before the body is read. */
export async function knownSender(id: string): Promise<Sender> {
  const sender = Uuid.safeParse(id).success ? await senderOf(id.toLowerCase()) : null;
  if (!sender) throw new NotFoundError(NO_SUCH);
  return sender;
}

/** Proves where a message comes from, and keeps it as it came. What it says is read later, by the worker. */
export async function takeMessage(sender: Sender, headers: IncomingHttpHeaders, { raw, body }: Bytes): Promise<Taken> {
  const { id, kind, secrets, isEnabled } = sender;
  const reason = whyUnproven(kind, { headers, body: raw, at: Date.now() }, secrets);
  if (reason) {
    count(id, "refused", reason);
    throw new ForbiddenError(reason, "not_signed_in");
  }
  if (!isEnabled) throw new ForbiddenError("This integration is disabled. Enable it in Settings → Integrations.");
  const subject = headerOf(headers, "x-github-event");
  const contentType = headerOf(headers, "content-type");
  const taken = await keepMessage({ integrationId: id, ...keyOf(id, kind, headers, body), subject, contentType, urgency: urgencyOf(body), body });
  count(id, taken.isRepeat ? "repeated" : "received");
  return taken;
}

function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? normaliseText(value).slice(0, LONGEST_SUBJECT) : "";
}
