import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { ListDeliveries } from "#lib/contracts/webhook.ts";
import { auditOf, type Somebody } from "#server/auth/testing/people.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { changeWebhook, deleteOldDeliveries, listDeliveries, listWebhooks, readDelivery, replayDelivery, sendTestEvent } from "./index.ts";
import { type Receiver, startReceiver } from "./testing/receiver.ts";
import { administratorAllowing, aWebhook, sendDue, statesOf, workOnce } from "./testing/webhook.ts";

const DAY_MS = 86_400_000;
let receiver: Receiver;
let admin: Somebody;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(async () => {
  await resetDatabase();
  receiver.received.length = 0;
  receiver.reply = { status: 200, text: "ok" };
  admin = await administratorAllowing(receiver.host);
});

async function deliveriesOf(id: string, filter: Partial<z.input<typeof ListDeliveries>> = {}) {
  return (await listDeliveries(admin.ctx, ListDeliveries.parse({ id, ...filter }))).items;
}

describe("a delivery that fails", () => {
  test("is tried again after each delay with the same id, then has failed", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url, kinds: ["declared"] });
    await anIncident(admin.ctx);
    receiver.reply = (message) => ({ status: 503, text: `no ${message.headers["webhook-id"]}` });
    await workOnce();
    let shift = 0;
    const delays = [6, 36, 144, 720, 4_320, 25_920, 103_680];
    for (const [index, seconds] of delays.entries()) {
      expect(await sendDue(), `before delay ${index}`).toBe(0);
      shift += seconds * 1_000;
      await shiftClock(shift);
      expect(await sendDue(), `after delay ${index}`).toBe(1);
    }
    await shiftClock(shift + 10 * DAY_MS);
    expect(await sendDue()).toBe(0);
    expect(await statesOf(id)).toEqual(["failed"]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const [delivery] = await deliveriesOf(id);
    const { log, body } = await readDelivery(admin.ctx, { id: delivery?.id ?? "" });
    expect(log).toHaveLength(8);
    expect(log[0]).toMatchObject({ attempt: 8, status: 503, answer: expect.stringContaining("no msg_"), error: "It answered 503 instead of 2xx." });
    expect(body).toBe(receiver.received[0]?.body);
  });

  test("says why: cut, refused as an address, or answered with too much to keep", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    const outcomes: unknown[] = [];
    for (const reply of [
      "cut",
      { status: 400, text: "é".repeat(5_000) },
      { status: 302, headers: { location: "http://10.0.0.1/" } },
      { status: 307, headers: { location: "http://10.0.0.1/" } },
    ] as const) {
      receiver.reply = reply;
      const { deliveryId } = await sendTestEvent(admin.ctx, { id });
      await sendDue();
      outcomes.push((await readDelivery(admin.ctx, { id: deliveryId })).log[0]);
    }
    expect(outcomes).toMatchObject([
      { status: null, error: expect.stringContaining("could not be asked") },
      { status: 400, answer: "é".repeat(1_024) },
      { status: 302, error: expect.stringContaining("redirect") },
      { status: null, error: expect.stringContaining("10.0.0.1") },
    ]);
  });

  test("with 410 disables the webhook with the reason, and the rest waits until somebody enables it", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url, kinds: ["declared"] });
    await anIncident(admin.ctx);
    receiver.reply = { status: 410 };
    await workOnce();
    expect(await listWebhooks(admin.ctx)).toMatchObject([
      { isEnabled: false, disabledReason: expect.stringContaining("410"), lastDelivery: { state: "failed" } },
    ]);
    expect(await auditOf("webhook.disable")).toMatchObject([{ actor: { type: "system" }, subject: id, detail: { name: "Status board" } }]);
    await shiftClock(1_000);
    await anIncident(admin.ctx);
    await workOnce();
    await shiftClock(2_000);
    receiver.reply = { status: 200 };
    await changeWebhook(admin.ctx, { id, version: 2, isEnabled: true });
    await shiftClock(3_000);
    await anIncident(admin.ctx);
    await workOnce();
    expect(receiver.received).toHaveLength(2);
    expect(await listWebhooks(admin.ctx)).toMatchObject([{ isEnabled: true, disabledReason: null, failingSince: null }]);
  });

  test("for five days disables the webhook with the reason; one that succeeds starts the count anew", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    const sent = async (days: number, status: number) => {
      await shiftClock(days * DAY_MS);
      receiver.reply = { status };
      await sendTestEvent(admin.ctx, { id });
      await sendDue();
      const [webhook] = await listWebhooks(admin.ctx);
      return webhook;
    };
    expect((await sent(0, 500))?.failingSince).not.toBeNull();
    expect(await sent(4, 200)).toMatchObject({ failingSince: null, isEnabled: true });
    await sent(5, 500);
    expect(await sent(9.9, 500)).toMatchObject({ isEnabled: true });
    expect(await sent(10.1, 500)).toMatchObject({ isEnabled: false, disabledReason: expect.stringContaining("5 days") });
    expect(await auditOf("webhook.disable")).toHaveLength(1);
  });

  test("can be sent again with the same id", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    receiver.reply = { status: 410 };
    const { deliveryId } = await sendTestEvent(admin.ctx, { id });
    await sendDue();
    expect(await refusal(replayDelivery(admin.ctx, { id: deliveryId }))).toMatchObject({
      message: "“Status board” is disabled. Enable it, then send the message again.",
    });
    await changeWebhook(admin.ctx, { id, version: 2, isEnabled: true });
    receiver.reply = { status: 204 };
    await replayDelivery(admin.ctx, { id: deliveryId });
    await sendDue();
    const [first, second] = receiver.received.map(({ headers, body }) => [headers["webhook-id"], body]);
    expect(second).toEqual(first);
    expect(await readDelivery(admin.ctx, { id: deliveryId })).toMatchObject({ state: "delivered", attempts: 2, status: 204 });
    expect(await auditOf("webhook.replay", id)).toHaveLength(1);
  });
});

describe("deliveries", () => {
  test("are listed in pages, the newest first, by state where asked", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    for (const status of [200, 200, 500]) {
      receiver.reply = { status };
      await sendTestEvent(admin.ctx, { id });
      await sendDue();
    }
    const first = await listDeliveries(admin.ctx, ListDeliveries.parse({ id, limit: 2 }));
    const second = await listDeliveries(admin.ctx, ListDeliveries.parse({ id, limit: 2, cursor: first.nextCursor }));
    expect([...first.items, ...second.items].map(({ state }) => state)).toEqual(["waiting", "delivered", "delivered"]);
    expect(second.nextCursor).toBeNull();
    expect(await deliveriesOf(id, { state: "delivered" })).toHaveLength(2);
    expect(first.items[0]).toMatchObject({ type: "webhook.test", status: 500, attempts: 1, nextAt: expect.any(String) });
  });

  test("delivered are kept for 14 days, failed for 90; what waits on an enabled webhook is kept", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    await sendTestEvent(admin.ctx, { id });
    await sendDue();
    receiver.reply = { status: 500 };
    await sendTestEvent(admin.ctx, { id });
    await sendDue();
    await shiftClock(13.9 * DAY_MS);
    await deleteOldDeliveries(admin.ctx);
    expect(await statesOf(id)).toEqual(["delivered", "waiting"]);
    await shiftClock(14.1 * DAY_MS);
    await deleteOldDeliveries(admin.ctx);
    expect(await statesOf(id)).toEqual(["waiting"]);
    await changeWebhook(admin.ctx, { id, version: 1, isEnabled: false });
    await deleteOldDeliveries(admin.ctx);
    expect(await statesOf(id)).toEqual(["dropped"]);
  });
});
