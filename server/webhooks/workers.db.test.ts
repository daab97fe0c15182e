import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Somebody } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { claimDue } from "./claim-due.ts";
import { deliver } from "./deliver.ts";
import { sendTestEvent, startWebhooks } from "./index.ts";
import { type Receiver, startReceiver } from "./testing/receiver.ts";
import { administratorAllowing, aWebhook, sendDue, statesOf } from "./testing/webhook.ts";

let receiver: Receiver;
let admin: Somebody;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
afterEach(() => worker?.kill("SIGKILL"));
beforeEach(async () => {
  await resetDatabase();
  receiver.received.length = 0;
  receiver.reply = { status: 200 };
  admin = await administratorAllowing(receiver.host);
});

/** A process of its own that sends what is due. */
function spawnWorker(): ChildProcess {
  worker = spawn(process.execPath, [join(import.meta.dirname, "testing/send-once.ts")], {
    stdio: "inherit",
    env: { ...process.env, MUSTER_LOG_LEVEL: "silent" },
  });
  return worker;
}

describe("a worker", () => {
  test("killed while it sends loses nothing: after its lease another sends the same message again", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    await sendTestEvent(admin.ctx, { id });
    receiver.reply = "silence";
    const killed = spawnWorker();
    await receiver.until(1);
    killed.kill("SIGKILL");
    await once(killed, "exit");
    expect(await statesOf(id)).toEqual(["sending"]);
    receiver.reply = { status: 200 };
    expect(await sendDue()).toBe(0);
    await shiftClock(31_000);
    expect(await sendDue()).toBe(1);
    expect(await statesOf(id)).toEqual(["delivered"]);
    const [first, second] = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(second).toBe(first);
  });

  test("that wakes after its lease does not overrule who took over", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url });
    await sendTestEvent(admin.ctx, { id });
    const [frozen] = await claimDue([]);
    if (!frozen) throw new Error("Nothing was due.");
    await shiftClock(31_000);
    expect(await sendDue()).toBe(1);
    receiver.reply = { status: 500 };
    await deliver(frozen);
    expect(await statesOf(id)).toEqual(["delivered"]);
    const attempts = await db().webhookAttempt.findMany({ orderBy: { attempt: "asc" }, select: { attempt: true, status: true } });
    expect(attempts).toEqual([
      { attempt: 1, status: 500 },
      { attempt: 2, status: 200 },
    ]);
  });

  test("beside others sends each message once", async () => {
    const hooks = await Promise.all(["A", "B", "C"].map((name) => aWebhook(admin, { name, url: receiver.url })));
    for (const { id } of hooks) for (let count = 0; count < 10; count += 1) await sendTestEvent(admin.ctx, { id });
    for (let sent = 1; sent > 0; ) sent = (await Promise.all([sendDue(), sendDue(), sendDue()])).reduce((a, b) => a + b);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect([ids.length, new Set(ids).size]).toEqual([30, 30]);
  });
});

describe("the running worker", () => {
  let stop: () => Promise<void>;
  beforeEach(async () => {
    await startListener();
    stop = startWebhooks();
  });
  afterEach(async () => {
    await stop();
    await stopListener();
  });

  test("hears of a fact and sends it", async () => {
    const { id } = await aWebhook(admin, { url: receiver.url, kinds: ["declared"] });
    await anIncident(admin.ctx);
    await receiver.until(1);
    await stop();
    expect(await statesOf(id)).toEqual(["delivered"]);
  });

  test("lets a receiver that does not answer keep no other waiting", async () => {
    const slow = await startReceiver();
    slow.reply = "silence";
    const { version, value } = await db().setting.findUniqueOrThrow({ where: { key: "organisation" } });
    await db().setting.update({
      where: { key: "organisation", version },
      data: { value: { ...(value as object), allowedHosts: [receiver.host, slow.host] } },
    });
    const silent = await aWebhook(admin, { name: "Silent", url: slow.url });
    const quick = await aWebhook(admin, { name: "Quick", url: receiver.url });
    await sendTestEvent(admin.ctx, { id: silent.id });
    await slow.until(1);
    for (let count = 1; count <= 12; count += 1) await sendTestEvent(admin.ctx, { id: quick.id });
    await receiver.until(12);
    expect(await statesOf(silent.id)).toEqual(["sending"]);
    await slow.close();
    await stop();
    expect(await statesOf(silent.id)).toEqual(["waiting"]);
  });
});
