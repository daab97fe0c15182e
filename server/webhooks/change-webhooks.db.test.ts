import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { CreateWebhook, ListDeliveries } from "#lib/contracts/webhook.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import {
  changeWebhook,
  createWebhook,
  deleteOldDeliveries,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  rotateWebhookSecret,
  sendTestEvent,
} from "./index.ts";
import { type Received, type Receiver, startReceiver } from "./testing/receiver.ts";
import { administratorAllowing, aWebhook, sendDue, statesOf } from "./testing/webhook.ts";

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

function opened(message: Received | undefined, secret: string): Record<string, unknown> & { data: Record<string, unknown> } {
  if (!message) throw new Error("Nothing was received.");
  return new Webhook(secret).verify(message.body, message.headers) as ReturnType<typeof opened>;
}

async function deliveriesOf(id: string, filter: Partial<z.input<typeof ListDeliveries>> = {}) {
  return (await listDeliveries(admin.ctx, ListDeliveries.parse({ id, ...filter }))).items;
}

describe("its secret", () => {
  test("is stored sealed, told once, and gone when the webhook is deleted", async () => {
    const { id, secret } = await aWebhook(admin, { url: receiver.url });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const everything = JSON.stringify([
      await db().webhook.findMany(),
      await db().auditEntry.findMany({ select: { detail: true } }),
      await listWebhooks(admin.ctx),
    ]);
    expect(everything).not.toContain(secret.slice(6));
    await deleteWebhook(admin.ctx, { id });
    expect(await db().webhook.findUnique({ where: { id } })).toMatchObject({ secret: "", previousSecret: null });
    expect(await listWebhooks(admin.ctx)).toEqual([]);
  });

  test("copied into another webhook's row does not open", async () => {
    const [one, two] = [await aWebhook(admin, { url: receiver.url }), await aWebhook(admin, { url: receiver.url })];
    const stored = await db().webhook.findUniqueOrThrow({ where: { id: one.id } });
    await db().webhook.update({ where: { id: two.id }, data: { secret: stored.secret } });
    await sendTestEvent(admin.ctx, { id: two.id });
    await sendDue();
    expect(receiver.received).toEqual([]);
    expect(await deliveriesOf(two.id)).toMatchObject([{ state: "waiting", error: expect.stringContaining("sealed for another place") }]);
  });

  test("rotated, signs beside the former for a day, then alone", async () => {
    const { id, secret } = await aWebhook(admin, { url: receiver.url });
    const { secret: fresh } = await rotateWebhookSecret(admin.ctx, { id });
    await sendTestEvent(admin.ctx, { id });
    await sendDue();
    for (const one of [secret, fresh]) expect(opened(receiver.received[0], one).type).toBe("webhook.test");
    await shiftClock(DAY_MS + 1_000);
    await sendTestEvent(admin.ctx, { id });
    await sendDue();
    expect(opened(receiver.received[1], fresh).type).toBe("webhook.test");
    expect(() => opened(receiver.received[1], secret)).toThrow();
  });
});

describe("changing webhooks", () => {
  test("leaves a row of each change, with the address's origin alone", async () => {
    const { id } = await aWebhook(admin, { url: `${receiver.url}/very-secret` });
    await changeWebhook(admin.ctx, { id, version: 1, name: "Board", kinds: ["note"], isEnabled: false });
    await changeWebhook(admin.ctx, { id, version: 2, isEnabled: true, url: "https://hooks.example.com/other-secret" });
    await rotateWebhookSecret(admin.ctx, { id });
    await sendTestEvent(admin.ctx, { id });
    await deleteWebhook(admin.ctx, { id });
    const rows = await db().auditEntry.findMany({ where: { subject: id }, orderBy: { seq: "asc" }, select: { action: true, detail: true } });
    expect(rows.map(({ action }) => action)).toEqual([
      "webhook.create",
      "webhook.change",
      "webhook.change",
      "webhook.rotate",
      "webhook.test",
      "webhook.delete",
    ]);
    expect(JSON.stringify(rows)).not.toContain('secret"');
    expect(JSON.stringify(rows)).not.toContain("-secret");
    expect(rows[1]?.detail).toEqual({
      name: { from: "Status board", to: "Board" },
      kinds: { from: [], to: ["note"] },
      isEnabled: { from: true, to: false },
    });
  });

  test("is for administrators who have just proved who they are", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    const stale = await somebody("admin", { isProved: false });
    const wish = CreateWebhook.parse({ name: "Mine", url: receiver.url });
    for (const work of [
      () => createWebhook(stale.ctx, wish),
      () => changeWebhook(stale.ctx, { id, version: 1, name: "Mine" }),
      () => rotateWebhookSecret(stale.ctx, { id }),
      () => deleteWebhook(stale.ctx, { id }),
    ]) {
      expect(await refusal(work())).toMatchObject({ code: "step_up_required" });
    }
    const { ctx } = await somebody("responder");
    for (const work of [() => createWebhook(ctx, wish), () => listWebhooks(ctx), () => sendTestEvent(ctx, { id })]) {
      expect(await refusal(work())).toMatchObject({ code: "forbidden" });
    }
    expect(await db().webhook.count()).toBe(1);
  });

  test("refuses an address inside the network with what to do, and somebody else's newer version", async () => {
    const wish = CreateWebhook.parse({ name: "Mine", url: "https://169.254.169.254/" });
    expect(await refusal(createWebhook(admin.ctx, wish))).toMatchObject({
      issues: [{ path: "url", message: expect.stringContaining("Ask an administrator") }],
    });
    const { id } = await aWebhook(admin, { url: receiver.url });
    await changeWebhook(admin.ctx, { id, version: 1, name: "First" });
    expect(await refusal(changeWebhook(admin.ctx, { id, version: 1, name: "Second" }))).toMatchObject({ code: "conflict" });
    expect(await changeWebhook(admin.ctx, { id, version: 1, name: "First" })).toEqual({ version: 2 });
    expect(await refusal(changeWebhook(admin.ctx, { id, version: 2, url: "http://localhost/" }))).toMatchObject({ code: "invalid_input" });
  });

  test("deleted drops what waits, and goes with its last delivery", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    await sendTestEvent(admin.ctx, { id });
    await deleteWebhook(admin.ctx, { id });
    expect([await sendDue(), await statesOf(id)]).toEqual([0, ["dropped"]]);
    expect(await refusal(sendTestEvent(admin.ctx, { id }))).toMatchObject({ code: "not_found" });
    await deleteOldDeliveries(admin.ctx);
    expect(await db().webhook.count()).toBe(1);
    await shiftClock(91 * DAY_MS);
    await deleteOldDeliveries(admin.ctx);
    expect([await db().webhook.count(), await db().webhookDelivery.count()]).toEqual([0, 0]);
  });
});
