import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApi } from "#server/auth/testing/browser.ts";
import { fireDue } from "#server/escalation/index.ts";
import { allowHosts, aMeans, aNotifier, aPolicy } from "#server/paging/testing/channel-world.ts";
import { FakeSlack } from "#server/paging/testing/fake-slack.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, fingerprint, logOf, roomOf } from "#server/testing/incident.ts";
import { post, signedBySlack } from "./testing/signed.ts";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const FORMER = "1c0e8a6f33d94d77aa10bb20cc30dd40";
const CHANNEL = "C0INCIDENTS";
const slack = new FakeSlack();
let api: Awaited<ReturnType<typeof startApi>>;
let ada: Someone;
let viewer: Someone;
let commander: Someone;

beforeAll(async () => {
  await slack.open();
  api = await startApi();
});
beforeEach(async () => {
  await resetDatabase();
  slack.forget();
  slack.channels.set(CHANNEL, { name: "incidents", isMember: true, invited: [], topic: "" });
  await allowHosts(slack.host);
  await aNotifier("slack", { channel: CHANNEL, url: slack.url }, { token: slack.token, signingSecret: SECRET, formerSigningSecret: FORMER });
  [ada, viewer, commander] = [
    await testPerson({ name: "Ada" }),
    await testPerson({ name: "Viewer", role: "viewer" }),
    await testPerson({ name: "Commander" }),
  ];
  slack.members.set("U0ADA", ada.person.email);
  slack.members.set("U0VIEWER", viewer.person.email);
  slack.members.set("U0STRANGER", "stranger@example.com");
});
afterAll(() => Promise.all([slack.close(), api.close()]));

const press = (user: string, action: string, value: string, secret = SECRET) => {
  const payload = { type: "block_actions", user: { id: user }, channel: { id: CHANNEL }, actions: [{ action_id: action, value }] };
  return signedBySlack(`${api.url}/api/slack/interactions`, { payload: JSON.stringify(payload) }, secret);
};
const asked = (user: string, text: string, more: Record<string, string> = {}) =>
  signedBySlack(
    `${api.url}/api/slack/commands`,
    { command: "/muster", user_id: user, channel_id: CHANNEL, text, trigger_id: String(Math.random()), ...more },
    SECRET,
  );
const muster = async (user: string, text: string, more: Record<string, string> = {}) => String((await post(asked(user, text, more))).body.text);

async function pageAda(): Promise<{ reference: string; page: string }> {
  await aPolicy([{ kind: "user", id: ada.person.id }]);
  const reference = await anIncident(commander);
  await fireDue(systemCtx("Pager"));
  const { id } = await db().page.findFirstOrThrow();
  return { reference, page: id };
}

describe("a pressed button", () => {
  test("acknowledges as the person with that address in Slack", async () => {
    const { reference, page } = await pageAda();
    expect((await post(press("U0ADA", "muster_acknowledge", page))).status).toBe(200);
    const answer = (await logOf(reference)).find(({ fact }) => fact.kind === "acknowledgement");
    expect(answer).toMatchObject({
      actor: { type: "user", id: ada.person.id },
      fact: { answer: "acknowledged", means: "slack", pages: [page], settles: true },
    });
    expect(slack.whispered).toEqual([{ user: "U0ADA", text: `${reference} is yours. Nobody else is paged.` }]);
  });

  test("counts for whoever verified that Slack account, whatever the address", async () => {
    const { reference, page } = await pageAda();
    await aMeans(ada.person.id, "slack", "U0OTHER");
    await post(press("U0OTHER", "muster_acknowledge", page));
    expect((await roomOf(reference)).escalation?.acknowledgedAt).not.toBeNull();
  });

  test("declines", async () => {
    const { reference, page } = await pageAda();
    await post(press("U0ADA", "muster_decline", page));
    expect((await roomOf(reference)).escalation?.fired[0]?.pages[0]?.answer).toMatchObject({ answer: "declined", means: "slack" });
  });

  test.each([
    ["somebody whom Muster does not know", "U0STRANGER", /does not know who you are in Slack\. Sign in at http/],
    ["somebody of another workspace with the same address", "U0FOREIGN", /does not know who you are in Slack/],
    ["somebody who may only look", "U0VIEWER", /Only whoever was paged, or a responder/],
  ])("by %s changes nothing, and tells them why", async (_, user, words) => {
    const { page } = await pageAda();
    slack.members.set("U0FOREIGN", ada.person.email);
    slack.foreign.add("U0FOREIGN");
    const before = await db().timelineEvent.count();
    expect((await post(press(user, "muster_acknowledge", page))).status).toBe(200);
    expect(await db().timelineEvent.count()).toBe(before);
    expect(slack.whispered).toEqual([{ user, text: expect.stringMatching(words) }]);
  });

  test("of a page that does not exist says so", async () => {
    await post(press("U0ADA", "muster_acknowledge", "no page"));
    expect(slack.whispered[0]?.text).toBe("There is no such page any more. Open the incident in Muster.");
  });
});

describe("a request", () => {
  test("that is sent a second time is refused", async () => {
    const sent = asked("U0ADA", "declare Checkout fails");
    expect((await post(sent)).status).toBe(200);
    expect(await post(sent)).toMatchObject({ status: 409, body: { code: "already_done" } });
    expect(await db().incident.count()).toBe(1);
  });

  test("is taken by the former secret while it is being changed", async () => {
    const { reference, page } = await pageAda();
    await post(press("U0ADA", "muster_acknowledge", page, FORMER));
    expect((await roomOf(reference)).escalation?.acknowledgedAt).not.toBeNull();
  });

  test("that is not signed, wrongly signed, old or changed leaves nothing behind", async () => {
    const { page } = await pageAda();
    const before = await fingerprint();
    const sent = press("U0ADA", "muster_acknowledge", page);
    const old = signedBySlack(sent.url, { text: "declare It burns", user_id: "U0ADA" }, SECRET, Date.now() - 301_000);
    const wrong = [
      { ...sent, headers: { "content-type": "application/x-www-form-urlencoded" } },
      press("U0ADA", "muster_acknowledge", page, "wrong"),
      old,
      ...Array.from({ length: 200 }, (_, n) => ({
        ...sent,
        body: `${sent.body.slice(0, n % sent.body.length)}x${sent.body.slice((n % sent.body.length) + 1)}`,
      })),
    ].filter(({ body, headers }) => body !== sent.body || headers !== sent.headers);
    const statuses = new Set<number>();
    for (const one of wrong) statuses.add((await post(one)).status);
    expect([...statuses]).toEqual([401]);
    expect(await fingerprint()).toEqual(before);
  });
});

describe("/muster", () => {
  test("explains itself", async () => {
    const text = await muster("U0ADA", "");
    for (const word of ["declare", "status", "ack", "page", "oncall", "note", "channel"]) expect(text).toContain(`/muster ${word}`);
    expect(await muster("U0STRANGER", "status")).toMatch(/does not know who you are/);
  });

  test("declares with that person's rights, and with the severity that is given", async () => {
    expect(await muster("U0ADA", "declare sev1 Checkout &amp; cart fail")).toMatch(/INC-\S+> is declared: Checkout &amp; cart fail/);
    const { reference, title, severity } = await db().incident.findFirstOrThrow();
    expect([title, severity]).toEqual(["Checkout & cart fail", "SEV1"]);
    expect((await roomOf(reference)).assignments[0]?.person.id).toBe(ada.person.id);
    expect(await muster("U0VIEWER", "declare It burns")).toMatch(/Your role \(viewer\) may not/);
    expect(await muster("U0ADA", "declare")).toMatch(/Write: `\/muster declare/);
    expect(await db().incident.count()).toBe(1);
  });

  test("says how things stand, and shows a private incident to nobody else", async () => {
    expect(await muster("U0ADA", "status")).toBe("No incident is open.");
    const reference = await anIncident(commander, { summary: "Cards are refused" });
    const hidden = await anIncident(commander, { title: "Salaries leaked", visibility: "private" });
    const all = await muster("U0ADA", "status");
    expect(all).toContain(reference);
    expect(all).not.toContain(hidden);
    expect(await muster("U0ADA", `status ${reference}`)).toMatch(/SEV2 · .+ · Checkout fails\nCommander: Commander.*\nCards are refused/);
    expect(await muster("U0ADA", `status ${hidden}`)).toBe(`There is no incident ${hidden} that you may see. Check the reference.`);
  });

  test("acknowledges the only page that waits", async () => {
    const { reference } = await pageAda();
    await anIncident(commander);
    expect(await muster("U0ADA", "ack")).toBe(`${reference} is yours. Nobody else is paged.`);
    expect(await muster("U0ADA", `ack ${reference}`)).toBe(`${reference} is acknowledged already.`);
  });

  test("writes a note, on the incident of the channel where none is named", async () => {
    const reference = await anIncident(commander);
    expect(await muster("U0ADA", `note ${reference} Restarted the &lt;cart&gt;`)).toBe(`Noted on ${reference}.`);
    await anIncident(commander);
    expect(await muster("U0ADA", "note Which one?")).toMatch(/^Say which one: INC-/);
    expect(await muster("U0ADA", `channel ${reference}`)).toMatch(/^<#C0NEW1> is there/);
    expect(await muster("U0ADA", "note It is calm", { channel_id: "C0NEW1" })).toBe(`Noted on ${reference}.`);
    const notes = (await logOf(reference)).flatMap(({ fact }) => (fact.kind === "note" ? [fact.text] : []));
    expect(notes).toEqual(["Restarted the <cart>", "It is calm"]);
  });

  test("pages people by each of their names, and levels, with a reason", async () => {
    await aPolicy([{ kind: "user", id: commander.person.id }], [{ kind: "user", id: ada.person.id }]);
    const reference = await anIncident(commander);
    expect(await muster("U0ADA", `page ${reference} L2 because it is her code`)).toBe(`Paged for ${reference}: Ada.`);
    const other = await testPerson({ name: "Grace" });
    slack.members.set("U0GRACE", other.person.email);
    for (const whom of ["<@U0GRACE|grace>", `@${other.person.handle}`, other.person.email]) {
      expect(await muster("U0ADA", `page ${reference} ${whom} because of the database`)).toBe(`Paged for ${reference}: Grace.`);
    }
    expect(await muster("U0ADA", `page ${reference} @nobody because why`)).toMatch(/There is no active person/);
    expect(await muster("U0ADA", `page ${reference} L2`)).toMatch(/Say whom and why/);
    expect(await muster("U0VIEWER", `page ${reference} L2 because I can`)).toMatch(/Your role \(viewer\) may not/);
  });

  test("answers afterwards what takes longer than Slack waits", async () => {
    const reference = await anIncident(commander);
    slack.delays.set("conversations.create", 2_500);
    expect(await muster("U0ADA", `channel ${reference}`, { response_url: `${slack.url}/later` })).toBe("On it. The answer follows here.");
    while (slack.toldLater.length === 0) await wait(50);
    expect(slack.toldLater[0]).toMatch(/^<#C0NEW1> is there/);
  });

  test("says who is on call", async () => {
    expect(await muster("U0ADA", "oncall")).toBe("There is no schedule yet. Make one in Muster under On call.");
  });

  test("makes one channel for an incident, with its people, topic and link", async () => {
    slack.members.set("U0COMMANDER", commander.person.email);
    const reference = await anIncident(commander, { title: "Kasse fällt aus!" });
    expect(await muster("U0ADA", `channel ${reference}`)).toBe("<#C0NEW1> is there.");
    const made = slack.channels.get("C0NEW1");
    expect(made?.name).toBe(`${reference.toLowerCase()}-kasse-fa-llt-aus`);
    expect(made?.invited.toSorted()).toEqual(["U0ADA", "U0COMMANDER"]);
    expect(made?.topic).toContain(`${reference} · SEV2 · Kasse fällt aus!`);
    expect((await roomOf(reference)).links).toMatchObject([{ kind: "chat", url: "https://acme.slack.com/archives/C0NEW1" }]);
    expect(await muster("U0ADA", `channel ${reference}`)).toMatch(/has a channel already/);
    expect(slack.times("conversations.create")).toBe(1);
    expect(await muster("U0VIEWER", `channel ${await anIncident(commander)}`)).toMatch(/may not/);
  });
});
