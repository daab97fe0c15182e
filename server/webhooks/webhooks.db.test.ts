import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { ListDeliveries } from "#lib/contracts/webhook.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { addNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { listDeliveries, readDelivery, replayDelivery } from "./index.ts";
import { type Received, type Receiver, startReceiver } from "./testing/receiver.ts";
import { administratorAllowing, aWebhook, sendDue, statesOf, workOnce } from "./testing/webhook.ts";

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

function note(input: { reference: string; text: string }) {
  return addNote(admin.ctx, AddNote.parse(input));
}

function typesReceived(): string[] {
  return receiver.received.map(({ body }) => JSON.parse(body).type).sort();
}

async function deliveriesOf(id: string, filter: Partial<z.input<typeof ListDeliveries>> = {}) {
  return (await listDeliveries(admin.ctx, ListDeliveries.parse({ id, ...filter }))).items;
}

describe("a webhook", () => {
  test("is told of each fact, signed so that the specification's own library takes it", async () => {
    const { secret } = await aWebhook(admin, { url: receiver.url });
    const reference = await anIncident(admin.ctx, { title: "Checkout fails" });
    await note({ reference, text: "Restarting the queue" });
    await workOnce();
    expect(typesReceived()).toContain("incident.declared");
    const found = receiver.received.find(({ body }) => body.includes("Restarting"));
    const message = opened(found, secret);
    expect(message).toMatchObject({
      type: "incident.note",
      data: {
        reference,
        title: "Checkout fails",
        severity: "SEV2",
        kind: "real",
        actor: { name: "Ada" },
        fact: { kind: "note", text: "Restarting the queue" },
      },
    });
    expect(Date.parse(String(message.timestamp))).not.toBeNaN();
    expect(() => opened({ headers: found?.headers ?? {}, body: `${found?.body} ` }, secret)).toThrow();
    expect(found?.headers["content-type"]).toBe("application/json");
  });

  test("is told once of each, however often the log is looked through, with an id of its own for each", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    await aWebhook(admin, { name: "Another", url: receiver.url });
    await anIncident(admin.ctx);
    await workOnce();
    await db().webhookProgress.deleteMany();
    await workOnce();
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(2 * (await statesOf(id)).length);
  });

  test("hears only the kinds it asked for, and nothing from before it was made", async () => {
    const reference = await anIncident(admin.ctx);
    await shiftClock(1_000);
    await aWebhook(admin, { url: receiver.url, kinds: ["note"] });
    await anIncident(admin.ctx);
    await note({ reference, text: "Later" });
    await workOnce();
    expect(typesReceived()).toEqual(["incident.note"]);
  });

  test("hears of drills with their kind", async () => {
    await aWebhook(admin, { url: receiver.url, kinds: ["declared"] });
    await anIncident(admin.ctx, { kind: "drill" });
    await workOnce();
    expect(JSON.parse(receiver.received[0]?.body ?? "{}").data).toMatchObject({ kind: "drill" });
  });

  test("follows a log of more than one batch to its end", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url, kinds: ["note"] });
    const reference = await anIncident(admin.ctx);
    const texts = Array.from({ length: 620 }, (_, number) => `Note ${number}`);
    for (let start = 0; start < texts.length; start += 62) {
      await Promise.all(texts.slice(start, start + 62).map((text) => note({ reference, text })));
    }
    while ((await workOnce()) > 0);
    expect(new Set(receiver.received.map(({ body }) => JSON.parse(body).data.fact.text)).size).toBe(620);
    expect(new Set(await statesOf(id))).toEqual(new Set(["delivered"]));
  });

  test("costs a command nothing when there is none: no row is written for what happens", async () => {
    await anIncident(admin.ctx);
    await workOnce();
    expect([await db().webhookProgress.count(), await db().webhookDelivery.count()]).toEqual([0, 0]);
  });
});

describe("a private incident", () => {
  test("is sent only to a webhook that was made for it", async () => {
    await aWebhook(admin, { url: receiver.url });
    await anIncident(admin.ctx, { visibility: "private" });
    await workOnce();
    expect(receiver.received).toEqual([]);
    await aWebhook(admin, { name: "Legal", url: receiver.url, includesPrivate: true, kinds: ["declared"] });
    await shiftClock(1_000);
    await anIncident(admin.ctx, { visibility: "private" });
    await workOnce();
    expect(typesReceived()).toEqual(["incident.declared"]);
  });

  test("that became private while its message waited is not sent, and the message is emptied", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url, kinds: ["declared"] });
    const reference = await anIncident(admin.ctx);
    receiver.reply = { status: 500 };
    await workOnce();
    await db().incident.update({ where: { reference }, data: { visibility: "private" } });
    await shiftClock(60_000);
    await sendDue();
    expect(receiver.received).toHaveLength(1);
    const dropped = await db().webhookDelivery.findFirstOrThrow({ where: { webhookId: id } });
    expect(dropped).toMatchObject({ state: "dropped", body: "" });
    await db().incident.update({ where: { reference }, data: { visibility: "normal" } });
    expect(await refusal(replayDelivery(admin.ctx, { id: dropped.id }))).toMatchObject({ message: expect.stringContaining("emptied") });
  });

  test("shows an administrator who is not on it that something was sent, and not what", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url, includesPrivate: true, kinds: ["declared"] });
    const member = await somebody("admin");
    const reference = await anIncident(member.ctx, { visibility: "private", title: "Salaries" });
    receiver.reply = { status: 200, text: "Salaries" };
    await workOnce();
    const [hidden] = await deliveriesOf(id);
    expect(hidden).toMatchObject({ isHidden: true, reference: null, state: "delivered", type: "incident" });
    const read = await readDelivery(admin.ctx, { id: hidden?.id ?? "" });
    expect(JSON.stringify(read)).not.toContain("Salaries");
    expect(await refusal(replayDelivery(admin.ctx, { id: hidden?.id ?? "" }))).toMatchObject({ code: "not_found" });
    expect(await readDelivery(member.ctx, { id: hidden?.id ?? "" })).toMatchObject({ reference, body: expect.stringContaining("Salaries") });
  });
});
