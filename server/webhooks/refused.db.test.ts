import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ChangeWebhook } from "#lib/contracts/webhook.ts";
import type { Somebody } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { RefusedAddress } from "#server/platform/outgoing/index.ts";
import { REFUSED_AS_WRITTEN } from "#server/platform/outgoing/testing/refused.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { changeWebhook, sendTestEvent } from "./index.ts";
import { type Receiver, startReceiver } from "./testing/receiver.ts";
import { administratorAllowing, aWebhook, sendDue } from "./testing/webhook.ts";

/** A webhook is saved, sent and redirected by the product's own commands; the receiver beside it must never hear of it. */

let receiver: Receiver;
let victim: Receiver;
let admin: Somebody;

beforeAll(async () => {
  receiver = await startReceiver();
  victim = await startReceiver();
});
afterAll(() => Promise.all([receiver.close(), victim.close()]));
beforeEach(async () => {
  await resetDatabase();
  receiver.reply = { status: 200, text: "ok" };
  admin = await administratorAllowing(receiver.host);
});

const FORMS = REFUSED_AS_WRITTEN;
const at = (form: string) => form.replaceAll("PORT", victim.host.split(":")[1] ?? "");

async function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "accepted",
    (error: unknown) => (error instanceof RefusedAddress ? "refused" : String(error)),
  );
}

test("no webhook is saved at an address inside a network, neither at first nor by a change", async () => {
  const { id } = await aWebhook(admin, { url: receiver.url });
  const accepted: string[] = [];
  for (const form of FORMS) {
    const change = ChangeWebhook.parse({ id, version: 1, url: at(form) });
    const outcomes = [await outcomeOf(aWebhook(admin, { url: at(form) })), await outcomeOf(changeWebhook(admin.ctx, change))];
    if (outcomes.join() !== "refused,refused") accepted.push(`${form}: ${outcomes.join()}`);
  }
  expect(accepted).toEqual([]);
  expect(await db().webhook.findMany({ select: { url: true } })).toEqual([{ url: receiver.url }]);
  expect(victim.received).toEqual([]);
});

test("a message whose address came to lie inside a network after it was saved reaches nobody, and says why", async () => {
  const { id } = await aWebhook(admin, { url: receiver.url });
  const unsaid: string[] = [];
  for (const form of FORMS) {
    await db().webhook.update({ where: { id }, data: { url: at(form), isEnabled: true } });
    unsaid.push(...(await errorsOf(id)).filter((error) => !isRefusal(error)).map((error) => `${form}: ${error}`));
  }
  expect(unsaid).toEqual([]);
  expect([receiver.received, victim.received]).toEqual([[], []]);
});

test("a receiver that redirects a message inside a network does not get it there", async () => {
  const { id } = await aWebhook(admin, { url: receiver.url });
  for (const form of FORMS) {
    const location = Buffer.from(at(form)).toString("latin1").replaceAll("\t", "%09");
    receiver.reply = { status: 307, headers: { location } };
    expect(
      (await errorsOf(id)).filter((error) => error === null),
      form,
    ).toEqual([]);
  }
  expect(victim.received).toEqual([]);
  expect(receiver.received.length).toBeGreaterThanOrEqual(FORMS.length);
}, 120_000);

/** Sends one test event and answers with what its attempt was met with; null where it was delivered. */
async function errorsOf(webhookId: string): Promise<(string | null)[]> {
  const { deliveryId } = await sendTestEvent(admin.ctx, { id: webhookId });
  await sendDue();
  const attempts = await db().webhookAttempt.findMany({ where: { deliveryId }, select: { error: true } });
  await db().webhookDelivery.updateMany({ where: { id: deliveryId }, data: { state: "dropped" } });
  return attempts.length === 0 ? ["it was not sent"] : attempts.map(({ error }) => error);
}

/** Every refusal says what to do with the address. */
function isRefusal(error: string | null): boolean {
  return error !== null && !/was not sent|could not be asked|within \d+ s|was not found/.test(error);
}
