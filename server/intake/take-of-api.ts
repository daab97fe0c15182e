import { ReceiveAlert } from "#lib/contracts/alert.ts";
import { API_INTEGRATION } from "#lib/contracts/alert-terms.ts";
import { ReceiveChange } from "#lib/contracts/change.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { fieldsOf } from "#server/platform/foreign-json.ts";
import { count } from "./count.ts";
import { idOf } from "./key-of.ts";
import { keepMessage, type Taken } from "./store.ts";

export type SignalKind = "alert" | "change";
const SHAPES = { alert: ReceiveAlert, change: ReceiveChange } as const;
/** Without an id, the same words within a minute are a repeat. */
const WINDOW_SECONDS = 60;

/** Keeps an alert or change that a script sent, as it came. What is wrong with it is said at once. */
export async function takeOfApi(ctx: Ctx, kind: SignalKind, body: Buffer): Promise<Taken> {
  authorize(ctx, "signal.send");
  const given = parsed(body);
  refuseUnknown(kind, given);
  return keepOfApi(ctx, kind, given, body);
}

/** A misspelt field is refused, as everywhere in the API. */
function refuseUnknown(kind: SignalKind, given: unknown): void {
  const known = Object.keys(SHAPES[kind].shape);
  const unknown = Object.keys(fieldsOf(given)).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const message = `There is no such field. There are: ${known.join(", ")}.`;
  throw new InvalidError(`There is no field “${unknown.slice(0, 80)}” here. There are: ${known.join(", ")}.`, "invalid_input", [
    { path: unknown.slice(0, 80), message },
  ]);
}

/** The same for one that was read already. */
export async function keepOfApi(ctx: Ctx, kind: SignalKind, given: unknown, body: Buffer = Buffer.from(JSON.stringify(given))): Promise<Taken> {
  authorize(ctx, "signal.send");
  const signal = SHAPES[kind].parse(given);
  const named = ctx.requestKey ?? signal.id;
  const id = named === undefined ? idOf(`${API_INTEGRATION} ${kind} body`, body) : idOf(`${API_INTEGRATION} ${kind} id ${named}`);
  const windowSeconds = named === undefined ? WINDOW_SECONDS : null;
  const urgency = "severity" in signal && /critical|P1|SEV1/i.test(signal.severity) ? 0 : 1;
  const taken = await keepMessage({
    id,
    integrationId: API_INTEGRATION,
    windowSeconds,
    subject: kind,
    contentType: "application/json",
    urgency,
    body,
  });
  count(API_INTEGRATION, taken.isRepeat ? "repeated" : "received");
  return taken;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new InvalidError("The body is not JSON. Send it with double quotes and without a comma at the end.");
  }
}
