import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AnswerPage } from "#lib/contracts/escalation/commands.ts";
import { answerPage, fireDue } from "#server/escalation/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { claimDue } from "./claim-due.ts";
import { sendClaimed } from "./send.ts";
import { followAll } from "./start-following.ts";
import { allowHosts, aMeans, aNotifier, aPolicy } from "./testing/channel-world.ts";
import { FakeSlack } from "./testing/fake-slack.ts";

const CHANNEL = "C0INCIDENTS";
const slack = new FakeSlack();
let commander: Someone;
let paged: Someone;
let connection: string;

beforeAll(async () => {
  await slack.open();
});
beforeEach(async () => {
  await resetDatabase();
  slack.forget();
  slack.channels.set(CHANNEL, { name: "incidents", isMember: true, invited: [], topic: "" });
  await allowHosts(slack.host);
  connection = await aNotifier("slack", { channel: CHANNEL, url: slack.url }, { token: slack.token });
  [commander, paged] = [await testPerson({ name: "Commander" }), await testPerson({ name: "Paged" })];
  slack.members.set("U0PAGED", paged.person.email);
});
afterAll(() => slack.close());

async function sendAll(): Promise<void> {
  const claimed = await claimDue(20, []);
  await Promise.all(claimed.map(sendClaimed));
}

async function page(input: Parameters<typeof anIncident>[1] = {}): Promise<string> {
  const reference = await anIncident(commander, input);
  await fireDue(systemCtx("Pager"));
  await sendAll();
  return reference;
}

const deliveries = () => db().pageDelivery.findMany({ where: { channel: "slack" }, orderBy: { createdAt: "asc" } });
const toChannel = () => aPolicy([{ kind: "channel", id: connection }]);
const toPerson = async (address: string) => {
  await aMeans(paged.person.id, "slack", address);
  await aPolicy([{ kind: "user", id: paged.person.id }]);
};

describe("a page in a channel", () => {
  test("stands there with its buttons, marked as a drill where it is one", async () => {
    await toChannel();
    const reference = await page({ kind: "drill" });
    const [said] = slack.said;
    expect(said?.text).toBe(`Drill · SEV2 · ${reference} Checkout fails`);
    const shown = JSON.stringify(said?.blocks);
    for (const part of ["*DRILL*", "Acknowledge", `/incidents/${reference}`, "Level 1"]) expect(shown).toContain(part);
    expect(shown).not.toContain("I can’t");
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: "sent", reference: `${CHANNEL}:${said?.ts}` });
  });

  test("does not say what an incident is about that became private meanwhile", async () => {
    await toChannel();
    const reference = await anIncident(commander, { title: "Salaries leaked", summary: "Names of everybody" });
    await fireDue(systemCtx("Pager"));
    await db().incident.update({ where: { reference }, data: { visibility: "private" } });
    await sendAll();
    expect(slack.said.map(({ text }) => text)).toEqual([`SEV2 · ${reference} Private incident`]);
    expect(JSON.stringify(slack.said)).not.toMatch(/Salaries|everybody/);
  });

  test("calls nobody by what somebody wrote into its title", async () => {
    await toChannel();
    await page({ title: "<!channel> & <https://evil.example.com|here>" });
    expect(JSON.stringify(slack.said)).not.toMatch(/<!channel>|<https:\/\/evil/);
  });

  test("says who acknowledged, in the place of its buttons, and later that it is over", async () => {
    await toChannel();
    const reference = await page();
    await answerPage(commander, AnswerPage.parse({ reference }));
    await followAll();
    expect(slack.said).toHaveLength(1);
    expect(JSON.stringify(slack.said[0]?.blocks)).toContain("Acknowledged by Commander.");
    expect(JSON.stringify(slack.said[0]?.blocks)).not.toContain('"actions"');
    await followAll();
    expect(slack.times("chat.update")).toBe(1);
  });

  test("is brought up to date later when Slack is down at that moment", async () => {
    await toChannel();
    const reference = await page();
    slack.troubles.set("chat.update", [{ status: 503 }]);
    await answerPage(commander, AnswerPage.parse({ reference }));
    await followAll();
    expect((await deliveries())[0]?.told).toBeNull();
    await shiftClock(60_000);
    await followAll();
    expect(JSON.stringify(slack.said[0]?.blocks)).toContain("Acknowledged by Commander.");
    expect((await deliveries())[0]?.told).toBe("acknowledged");
  });
});

describe("a page to a member", () => {
  test.each([
    ["by their ID", () => "U0PAGED"],
    ["by their address", () => paged.person.email],
  ])("arrives %s, with a way to decline", async (_, address) => {
    await toPerson(address());
    await page();
    expect(slack.said.map(({ channel }) => channel)).toEqual(["DU0PAGED"]);
    expect(JSON.stringify(slack.said[0]?.blocks)).toContain("I can’t");
  });

  test("whom Slack does not know says where the ID is found", async () => {
    await toPerson("nobody@example.com");
    await page();
    expect((await deliveries())[0]).toMatchObject({ state: "failed", error: expect.stringContaining("Copy member ID") });
  });
});

describe("a message whose answer is lost", () => {
  test.each([
    ["in a channel", toChannel],
    ["to a member", () => toPerson("U0PAGED")],
  ])("%s is sent again, and stands there once", async (_, prepare) => {
    await prepare();
    slack.troubles.set("chat.postMessage", [{ isCutAfter: true }]);
    await page();
    expect((await deliveries())[0]).toMatchObject({ state: "waiting", attempt: 1 });
    await shiftClock(10_000);
    await sendAll();
    expect(slack.said).toHaveLength(1);
    expect((await deliveries())[0]).toMatchObject({ state: "sent", attempt: 2, reference: `${slack.said[0]?.channel}:${slack.said[0]?.ts}` });
  });
});

describe("what Slack refuses", () => {
  test("for being too much waits as long as Slack says", async () => {
    await toChannel();
    slack.troubles.set("chat.postMessage", [{ status: 429, retryAfter: "30" }]);
    const before = Date.now();
    await page();
    const [delivery] = await deliveries();
    expect(delivery?.state).toBe("waiting");
    expect((delivery?.dueAt.getTime() ?? 0) - before).toBeGreaterThan(29_000);
    await shiftClock(31_000);
    await sendAll();
    expect((await deliveries())[0]?.state).toBe("sent");
  });

  test("because it is broken is sent again", async () => {
    await toChannel();
    slack.troubles.set("chat.postMessage", [{ status: 500 }, { error: "internal_error" }]);
    await page();
    for (const wait of [5_000, 15_000]) {
      expect((await deliveries())[0]?.state).toBe("waiting");
      await shiftClock(wait);
      await sendAll();
    }
    expect((await deliveries())[0]?.state).toBe("sent");
  });

  test.each([
    ["invalid_auth", /does not take the bot token \(invalid_auth\): check “Test slack” in Settings/],
    ["missing_scope", /lacks the scope chat:write/],
    ["is_archived", /Unarchive it/],
  ])("with %s fails at once, in words that say what to do", async (error, words) => {
    await toChannel();
    slack.troubles.set("chat.postMessage", [{ error, needed: "chat:write" }]);
    await page();
    expect((await deliveries())[0]).toMatchObject({ state: "failed", error: expect.stringMatching(words) });
  });

  test("because Muster is not in the channel names the channel", async () => {
    slack.channels.set(CHANNEL, { name: "incidents", isMember: false, invited: [], topic: "" });
    await toChannel();
    await page();
    expect((await deliveries())[0]?.error).toBe("Muster is not in #incidents. Invite Muster to #incidents: /invite @Muster.");
  });
});
