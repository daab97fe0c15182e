import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { ChangeConnection, CreateConnection } from "#lib/contracts/connection.ts";
import type { Somebody } from "#server/auth/testing/people.ts";
import { FakePagerDuty } from "#server/paging/testing/fake-pagerduty.ts";
import { FakeSlack } from "#server/paging/testing/fake-slack.ts";
import { openReceiver, type Receiver } from "#server/paging/testing/receiver.ts";
import { notifiers } from "#server/platform/notifiers.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import { administratorAllowing } from "#server/webhooks/testing/webhook.ts";
import { changeConnection, createConnection, listConnections, openLinks, testConnection } from "./index.ts";

const [slack, pagerDuty] = [new FakeSlack(), new FakePagerDuty()];
let receiver: Receiver;
let admin: Somebody;

beforeAll(async () => {
  receiver = await openReceiver();
  await Promise.all([slack.open(), pagerDuty.open()]);
});
beforeEach(async () => {
  await resetDatabase();
  admin = await administratorAllowing(slack.host, pagerDuty.host, receiver.host);
  slack.forget();
  pagerDuty.forget();
  receiver.arrivals.length = 0;
  slack.channels.set("C0INCIDENTS", { name: "incidents", isMember: true, invited: [], topic: "" });
});
afterAll(() => Promise.all([slack.close(), pagerDuty.close(), receiver.close()]));

const create = (input: z.input<typeof CreateConnection>) => createConnection(admin.ctx, CreateConnection.parse(input));
const aSlack = (channel = "C0INCIDENTS") =>
  create({ kind: "slack", name: "Acme", settings: { channel, url: slack.url }, secrets: { token: slack.token, signingSecret: "s3cret-of-the-app" } });

describe("Test connection", () => {
  test("of Slack says who it is, and puts a message into the channel", async () => {
    const { id } = await aSlack();
    expect(await testConnection(admin.ctx, { id })).toMatchObject({
      isGood: true,
      message: "Signed in as muster in the workspace Acme. A test message stands in #incidents.",
    });
    expect(slack.said.map(({ text }) => text)).toEqual(["This is a test from Muster. Pages will come here. Nothing is wrong."]);
    expect(await listConnections(admin.ctx)).toMatchObject([
      { id, kind: "slack", lastTest: { isGood: true }, secrets: { signingSecret: "•••-app" } },
    ]);
  });

  test("of Slack without a channel sends nothing", async () => {
    const { id } = await aSlack("");
    expect((await testConnection(admin.ctx, { id })).message).toBe(
      "Signed in as muster in the workspace Acme. Direct messages can be sent; no channel is chosen.",
    );
    expect(slack.said).toEqual([]);
  });

  test("of a channel in which Muster is not says how to let it in", async () => {
    slack.channels.set("C0INCIDENTS", { name: "incidents", isMember: false, invited: [], topic: "" });
    const { id } = await aSlack();
    expect(await testConnection(admin.ctx, { id })).toMatchObject({
      isGood: false,
      message: "Muster is not in #incidents. Invite Muster to #incidents: /invite @Muster.",
    });
  });

  test("of PagerDuty makes an alert and ends it, and only when it is asked for", async () => {
    const { id } = await create({
      kind: "pagerduty",
      name: "On call",
      settings: { url: pagerDuty.url },
      secrets: { routingKey: pagerDuty.routingKey },
    });
    expect(pagerDuty.requests).toBe(0);
    expect(await testConnection(admin.ctx, { id })).toMatchObject({ isGood: true, message: "PagerDuty took a test alert, and its end." });
    expect([...pagerDuty.alerts.values()].map(({ status }) => status)).toEqual(["resolved"]);
  });

  test("of a webhook sends a page that says it is none", async () => {
    const { id } = await create({ kind: "webhook", name: "Text messages", settings: { url: receiver.url }, secrets: {} });
    expect((await testConnection(admin.ctx, { id })).isGood).toBe(true);
    expect(receiver.arrivals).toMatchObject([{ reference: "TEST" }]);
  });
});

describe("a channel", () => {
  test("is nothing that an investigation reads from", async () => {
    await aSlack();
    expect(await openLinks(admin.ctx)).toEqual({ links: [], warnings: [] });
  });

  test("that is turned off is no way out, and none back", async () => {
    const { id } = await aSlack();
    expect(await notifiers("slack")).toMatchObject([{ id, secrets: { token: slack.token } }]);
    await changeConnection(admin.ctx, ChangeConnection.parse({ id, version: 1, isEnabled: false }));
    expect(await notifiers("slack")).toEqual([]);
  });

  test.each([
    ["Slack without a token", { kind: "slack", settings: {}, secrets: {} }, "token"],
    ["a channel by its name", { kind: "slack", settings: { channel: "#incidents" }, secrets: { token: "x" } }, "channel"],
    ["PagerDuty without a key", { kind: "pagerduty", settings: {}, secrets: {} }, "routingKey"],
    ["an address inside the network", { kind: "pagerduty", settings: { apiUrl: "http://10.0.0.8" }, secrets: { routingKey: "x" } }, "apiUrl"],
    ["a secret that cannot sign", { kind: "webhook", settings: { url: "https://sms.example.com" }, secrets: { secret: "short" } }, "secret"],
  ] as const)("is not made of %s", async (_, input, path) => {
    const error = await refusal(create({ name: "Wrong", ...input }));
    expect(error).toMatchObject({ status: 422, issues: [{ path }] });
  });

  test("takes its keys to no other host", async () => {
    const { id } = await create({
      kind: "pagerduty",
      name: "On call",
      settings: { url: pagerDuty.url },
      secrets: { routingKey: pagerDuty.routingKey, apiKey: pagerDuty.apiKey },
    });
    const settings = { url: pagerDuty.url, apiUrl: `http://${receiver.host}` };
    const error = await refusal(changeConnection(admin.ctx, ChangeConnection.parse({ id, version: 1, settings })));
    expect(error.message).toMatch(/leads to another host now/);
  });
});
