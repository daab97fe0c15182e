import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AnswerPage } from "#lib/contracts/escalation/commands.ts";
import { ChangeStatus } from "#lib/contracts/incident-commands.ts";
import { answerPage, fireDue } from "#server/escalation/index.ts";
import { changeStatus } from "#server/incidents/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, roomOf } from "#server/testing/incident.ts";
import { claimDue } from "./claim-due.ts";
import { sendClaimed } from "./send.ts";
import { followAll, startFollowing } from "./start-following.ts";
import { allowHosts, aMeans, aNotifier, aPolicy } from "./testing/channel-world.ts";
import { FakePagerDuty } from "./testing/fake-pagerduty.ts";
import { openReceiver, type Receiver } from "./testing/receiver.ts";

const pagerDuty = new FakePagerDuty();
let receiver: Receiver;
let commander: Someone;
let paged: Someone;
let connection: string;

beforeAll(async () => {
  await pagerDuty.open();
  receiver = await openReceiver();
});
beforeEach(async () => {
  await resetDatabase();
  pagerDuty.forget();
  receiver.arrivals.length = 0;
  await allowHosts(pagerDuty.host, receiver.host);
  connection = await aNotifier("pagerduty", { url: pagerDuty.url }, { routingKey: pagerDuty.routingKey });
  [commander, paged] = [await testPerson({ name: "Commander" }), await testPerson({ name: "Paged" })];
});
afterAll(() => Promise.all([pagerDuty.close(), receiver.close()]));

async function sendAll(): Promise<void> {
  await Promise.all((await claimDue(20, [])).map(sendClaimed));
}

async function page(input: Parameters<typeof anIncident>[1] = {}): Promise<string> {
  const reference = await anIncident(commander, input);
  await fireDue(systemCtx("Pager"));
  await sendAll();
  return reference;
}

const toService = () => aPolicy([{ kind: "channel", id: connection }]);
const alerts = () => [...pagerDuty.alerts.values()];
const deliveries = () => db().pageDelivery.findMany({ where: { channel: "pagerduty" } });
const acknowledge = (reference: string) => answerPage(commander, AnswerPage.parse({ reference }));

const resolve = (reference: string) =>
  changeStatus(commander, ChangeStatus.parse({ reference, to: "resolved", summary: "A certificate ran out.", hasNoImpact: true }));

describe("a page to PagerDuty", () => {
  test("is an alert under the page's id", async () => {
    await toService();
    const reference = await page({ kind: "drill", severity: "SEV1" });
    const [stored] = await db().page.findMany();
    expect(alerts()).toMatchObject([
      {
        key: stored?.id,
        status: "triggered",
        payload: { severity: "critical", summary: `Drill · SEV1 · ${reference} Checkout fails`, custom_details: { reference, step: "Level 1" } },
      },
    ]);
    expect(await deliveries()).toMatchObject([{ state: "sent", reference: stored?.id }]);
  });

  test("is acknowledged there with the incident, and resolved with it", async () => {
    await toService();
    const reference = await page();
    await acknowledge(reference);
    await followAll();
    expect(alerts().map(({ status }) => status)).toEqual(["acknowledged"]);
    await resolve(reference);
    await followAll();
    expect(alerts().map(({ status }) => status)).toEqual(["resolved"]);
    expect((await deliveries())[0]?.told).toBe("ended");
    const before = pagerDuty.requests;
    await followAll();
    expect(pagerDuty.requests).toBe(before);
  });

  test("hears of an answer at once, by the worker that follows", async () => {
    await toService();
    const reference = await page();
    await startListener();
    const stop = startFollowing();
    try {
      await acknowledge(reference);
      while (alerts()[0]?.status !== "acknowledged") await wait(20);
    } finally {
      await stop();
      await stopListener();
    }
    expect((await deliveries())[0]?.told).toBe("acknowledged");
  });

  test("hears of the end also when it was down at that moment", async () => {
    await toService();
    const reference = await page();
    pagerDuty.isDown = true;
    await acknowledge(reference);
    await followAll();
    await resolve(reference);
    await shiftClock(60_000);
    await followAll();
    expect(alerts().map(({ status }) => status)).toEqual(["triggered"]);
    pagerDuty.isDown = false;
    await shiftClock(10 * 60_000);
    await followAll();
    expect(alerts().map(({ status }) => status)).toEqual(["resolved"]);
  });

  test("that arrived though nobody recorded it does not stay open", async () => {
    await toService();
    const reference = await anIncident(commander);
    await fireDue(systemCtx("Pager"));
    const [claimed] = await claimDue(20, []);
    if (!claimed) throw new Error("Nothing is due.");
    // The sender sent it and died; then somebody answered.
    await sendClaimed({ ...claimed, attempt: claimed.attempt - 1 });
    await acknowledge(reference);
    await db().pageDelivery.updateMany({ where: { state: "sending" }, data: { state: "cancelled" } });
    await followAll();
    expect(alerts().map(({ status }) => status)).toEqual(["acknowledged"]);
  });
});

describe("what PagerDuty refuses", () => {
  test("for being too much waits as long as PagerDuty says", async () => {
    await toService();
    pagerDuty.troubles.push({ status: 429, retryAfter: "20" });
    await page();
    expect(await deliveries()).toMatchObject([{ state: "waiting" }]);
    await shiftClock(15_000);
    await sendAll();
    expect(pagerDuty.requests).toBe(1);
    await shiftClock(21_000);
    await sendAll();
    expect(await deliveries()).toMatchObject([{ state: "sent" }]);
    expect(alerts()).toHaveLength(1);
  });

  test("because of its key fails at once, and says what to check", async () => {
    await db().connection.deleteMany();
    connection = await aNotifier("pagerduty", { url: pagerDuty.url }, { routingKey: "wrong" });
    await toService();
    await page();
    expect(await deliveries()).toMatchObject([
      {
        state: "failed",
        error: "PagerDuty refused the event ('routing_key' is invalid): check the integration key of “Test pagerduty” in Settings → Connections.",
      },
    ]);
  });

  test("because it is broken is sent again under the same key", async () => {
    await toService();
    pagerDuty.troubles.push({ status: 502 });
    await page();
    await shiftClock(5_000);
    await sendAll();
    expect(alerts()).toMatchObject([{ triggers: 1 }]);
    expect(await deliveries()).toMatchObject([{ state: "sent", attempt: 2 }]);
  });
});

describe("while PagerDuty is down", () => {
  test("the next level is paged within a minute, and PagerDuty is still tried", async () => {
    await aMeans(paged.person.id, "webhook", receiver.url);
    await aPolicy([{ kind: "channel", id: connection }], [{ kind: "user", id: paged.person.id }]);
    pagerDuty.isDown = true;
    const reference = await page();
    let passed = 0;
    while (receiver.arrivals.length === 0 && passed < 60_000) {
      passed += 2_000;
      await shiftClock(passed);
      await sendAll();
      await fireDue(systemCtx("Pager"));
      await sendAll();
    }
    expect(passed).toBeLessThan(60_000);
    expect(receiver.arrivals.map(({ step }) => step)).toEqual(["Level 2"]);
    expect((await roomOf(reference)).escalation?.fired[0]?.pages[0]?.answer?.answer).toBe("unreachable");
    pagerDuty.isDown = false;
    await shiftClock(passed + 60_000);
    await sendAll();
    expect(alerts()).toHaveLength(1);
  });
});
