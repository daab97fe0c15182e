import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApi } from "#server/auth/testing/browser.ts";
import { fireDue } from "#server/escalation/index.ts";
import { allowHosts, aNotifier, aPolicy } from "#server/paging/testing/channel-world.ts";
import { FakePagerDuty } from "#server/paging/testing/fake-pagerduty.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, fingerprint, logOf, roomOf } from "#server/testing/incident.ts";
import { post, signedByPagerDuty } from "./testing/signed.ts";

const SECRET = "webhook-secret-of-a-subscription";
const pagerDuty = new FakePagerDuty();
let api: Awaited<ReturnType<typeof startApi>>;
let connection: string;
let reference: string;
let page: string;
let ada: Someone;

beforeAll(async () => {
  await pagerDuty.open();
  api = await startApi();
});
beforeEach(async () => {
  await resetDatabase();
  pagerDuty.forget();
  await allowHosts(pagerDuty.host);
  const secrets = { routingKey: pagerDuty.routingKey, webhookSecret: SECRET, apiKey: pagerDuty.apiKey };
  connection = await aNotifier("pagerduty", { url: pagerDuty.url, apiUrl: pagerDuty.url }, secrets);
  await aPolicy([{ kind: "channel", id: connection }]);
  ada = await testPerson({ name: "Ada" });
  reference = await anIncident(await testPerson({ name: "Commander" }));
  await fireDue(systemCtx("Pager"));
  page = (await db().page.findFirstOrThrow()).id;
});
afterAll(() => Promise.all([pagerDuty.close(), api.close()]));

const acknowledged = (more: Record<string, unknown> = {}) => ({
  id: newId(),
  event_type: "incident.acknowledged",
  resource_type: "incident",
  occurred_at: new Date().toISOString(),
  agent: { id: "PXPGF42", type: "user_reference", summary: "Ada of PagerDuty" },
  data: { id: "PT4KHLK", type: "incident", incident_key: page },
  ...more,
});
const signed = (event: object, ...secrets: string[]) =>
  signedByPagerDuty(`${api.url}/api/pagerduty/${connection}`, event, ...(secrets.length > 0 ? secrets : [SECRET]));
const answers = async () => (await logOf(reference)).filter(({ fact }) => fact.kind === "acknowledgement");

describe("what is acknowledged in PagerDuty", () => {
  test("is acknowledged here by the person with that address", async () => {
    pagerDuty.users.set("PXPGF42", { email: ada.person.email.toUpperCase(), name: "Ada" });
    expect(await post(signed(acknowledged()))).toMatchObject({ status: 200, body: { isHeeded: true } });
    expect(await answers()).toMatchObject([{ actor: { type: "user", id: ada.person.id }, fact: { means: "pagerduty", settles: true } }]);
    expect((await roomOf(reference)).escalation?.acknowledgedAt).not.toBeNull();
  });

  test.each([
    ["nobody whom Muster knows", () => pagerDuty.users.set("PXPGF42", { email: "else@example.com", name: "Else" })],
    ["somebody whom PagerDuty does not tell", () => undefined],
  ])("by %s counts too, recorded by the connection", async (_, prepare) => {
    prepare();
    expect((await post(signed(acknowledged()))).body).toEqual({ isHeeded: true });
    const fact = { person: { name: "Ada of PagerDuty (PagerDuty)" }, pages: [page], means: "pagerduty", settles: true };
    expect(await answers()).toMatchObject([{ actor: { type: "connector", id: connection, name: "Test pagerduty" }, fact }]);
  });

  test("by somebody who may only look here counts for the connection", async () => {
    const viewer = await testPerson({ name: "Viewer", role: "viewer" });
    pagerDuty.users.set("PXPGF42", { email: viewer.person.email, name: "Viewer" });
    expect((await post(signed(acknowledged()))).body).toEqual({ isHeeded: true });
    expect(await answers()).toMatchObject([{ actor: { type: "connector" } }]);
  });

  test("counts once, however often it is sent", async () => {
    const sent = signed(acknowledged());
    const replies = await Promise.all(Array.from({ length: 5 }, () => post(sent)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await answers()).toHaveLength(1);
    expect((await post(sent)).body).toEqual({ isHeeded: false });
  });

  test.each([
    ["another service's page", { data: { incident_key: newId() } }],
    ["something that Muster did not send", { data: { incident_key: "baf7cf21b1da41b4b0221008339ff357" } }],
    ["what Muster acknowledged there itself", { agent: { id: "P1", type: "inbound_integration_reference" } }],
    ["another event", { event_type: "incident.annotated" }],
    ["a ping", { event_type: "pagey.ping", agent: null, data: { message: "Hello" } }],
  ])("of %s changes nothing here", async (_, more) => {
    expect(await post(signed(acknowledged(more)))).toMatchObject({ status: 200, body: { isHeeded: false } });
    expect(await answers()).toEqual([]);
  });
});

describe("a webhook", () => {
  test("is taken with several signatures, one of them right", async () => {
    expect((await post(signed(acknowledged(), "another", SECRET))).status).toBe(200);
  });

  test("of more than a week ago is refused", async () => {
    const occurred_at = new Date(Date.now() - 8 * 86_400_000).toISOString();
    expect((await post(signed(acknowledged({ occurred_at })))).status).toBe(409);
  });

  test("that is not signed, wrongly signed, changed or of another connection leaves nothing behind", async () => {
    const before = await fingerprint();
    const sent = signed(acknowledged());
    const wrong = [
      { ...sent, headers: { "content-type": "application/json" } },
      signed(acknowledged(), "another"),
      { ...sent, url: `${api.url}/api/pagerduty/${newId()}` },
      { ...sent, url: `${api.url}/api/pagerduty/nothing` },
      ...Array.from({ length: 200 }, (_, n) => ({ ...sent, body: `${sent.body.slice(0, n)} ${sent.body.slice(n)}` })),
    ];
    const statuses = new Set<number>();
    for (const one of wrong) statuses.add((await post(one)).status);
    expect([...statuses]).toEqual([401]);
    expect(await fingerprint()).toEqual(before);
  });

  test("without a secret here is refused, also when it is signed with nothing", async () => {
    connection = await aNotifier("pagerduty", { url: pagerDuty.url }, { routingKey: pagerDuty.routingKey });
    expect((await post(signed(acknowledged(), " "))).status).toBe(401);
  });
});
