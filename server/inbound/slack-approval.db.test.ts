import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { allowHosts, aMeans, aNotifier } from "#server/paging/testing/channel-world.ts";
import { FakeSlack } from "#server/paging/testing/fake-slack.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { cancelRunbookRun, startRunbookRuns, startTellingApprovals } from "#server/runbooks/index.ts";
import { aRun, aRunbook, until, untilEnd, untilWaiting } from "#server/runbooks/testing/desk.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { post, signedBySlack } from "./testing/signed.ts";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const CHANNEL = "C0INCIDENTS";
type Step = { risk?: string; shell?: string; plan?: string; observe?: string };
const textOf = (name: string, { risk = "high", shell = "true", plan, observe }: Step) =>
  [
    ...[`name: ${name}`, `target: host/${name}`, "steps:", "  - title: Touch it", `    risk: ${risk}`, `    shell: ${JSON.stringify(shell)}`],
    ...[...(plan ? [`    plan: ${plan}`] : []), ...(observe ? [`    observe: ${observe}`] : []), "    undo: {none: it does nothing}", ""],
  ].join("\n");

const slack = new FakeSlack();
let api: Awaited<ReturnType<typeof startApi>>;
let ada: Somebody;
let bo: Somebody;
let stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  await slack.open();
  api = await startApi();
  await startListener();
});
afterAll(async () => {
  await stopListener();
  await Promise.all([slack.close(), api.close()]);
});
beforeEach(async () => {
  await resetDatabase();
  slack.forget();
  slack.channels.set(CHANNEL, { name: "incidents", isMember: true, invited: [], topic: "" });
  await allowHosts(slack.host);
  await aNotifier("slack", { channel: CHANNEL, url: slack.url }, { token: slack.token, signingSecret: SECRET });
  [ada, bo] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Bo" })];
  await aMeans(bo.person.id, "slack", "U0BO");
  await aMeans(ada.person.id, "slack", "U0ADA");
  stops = [startRunbookRuns(), startTellingApprovals()];
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
});

const press = (user: string, action: string, value: string) => {
  const payload = { type: "block_actions", user: { id: user }, channel: { id: CHANNEL }, actions: [{ action_id: action, value }] };
  return post(signedBySlack(`${api.url}/api/slack/interactions`, { payload: JSON.stringify(payload) }, SECRET));
};
const whispers = () => slack.whispered.map(({ text }) => text);

async function asked(name = "risky", more: Step = {}, incident?: string): Promise<{ run: string; approval: string }> {
  const run = await aRun(ada.ctx, await aRunbook(ada.ctx, textOf(name, more)), incident ? { incident } : {});
  await untilWaiting(ada.ctx, run, "approval");
  const { id } = await db().runbookApproval.findFirstOrThrow({ where: { runId: run } });
  return { run, approval: id };
}

const told = (count: number) => expect.poll(() => slack.said.length, { timeout: 10_000 }).toBe(count);

describe("a risky step in Slack", () => {
  test("stands there with its exact command, is approved by a button, and says by whom", async () => {
    const { run, approval } = await asked();
    await told(1);
    const blocks = JSON.stringify(slack.said[0]?.blocks);
    expect(blocks).toContain("sh\\n-c\\ntrue\\nno network");
    expect(blocks).toContain("host/risky");
    expect(blocks).toContain("muster_approve");
    await press("U0BO", "muster_approve", approval);
    expect(whispers()).toEqual(["Approved. It is done once, as long as the target stays as it was."]);
    expect((await untilEnd(ada.ctx, run)).run.state).toBe("succeeded");
    await expect.poll(() => JSON.stringify(slack.said[0]?.blocks), { timeout: 10_000 }).toContain("Approved by Bo");
    expect(JSON.stringify(slack.said[0]?.blocks)).not.toContain("muster_approve");
    await press("U0BO", "muster_approve", approval);
    expect(await db().runbookApproval.count({ where: { state: "used" } })).toBe(1);
  });

  test("is rejected by a button", async () => {
    const { run, approval } = await asked();
    await press("U0BO", "muster_reject", approval);
    expect((await untilWaiting(ada.ctx, run, "decision")).steps.find(({ phase }) => phase === "step")?.detail).toBe("rejected by Bo");
  });

  test.each([
    ["who wants it", "U0ADA", /Ask another person/],
    ["who has not verified that account", "U0OTHER", /needs your Slack account verified/],
  ])("is not approved by %s", async (_, member, words) => {
    slack.members.set("U0OTHER", bo.person.email);
    const { approval } = await asked();
    await press(member, "muster_approve", approval);
    expect(whispers()).toEqual([expect.stringMatching(words)]);
    expect((await db().runbookApproval.findUniqueOrThrow({ where: { id: approval } })).state).toBe("asked");
  });

  test.each([
    ["cannot be undone", { risk: "irreversible" }, "cannot be undone. Decide it in the console"],
    ["is too long for Slack once it is escaped", { shell: `echo '${"&".repeat(600)}'` }, "does not show all"],
    ["would change something that Slack does not show", { plan: "{kubectl: diff -f x.yaml}" }, "does not show all"],
    ["is for a state that Slack does not show whole", { observe: `{shell: "yes | head -c 2000"}` }, "does not show all"],
  ])("that %s is decided in the console alone", async (_, more, words) => {
    const { approval } = await asked("gone", more);
    await told(1);
    expect(JSON.stringify(slack.said[0]?.blocks)).not.toMatch(/muster_approve|muster_reject/);
    for (const action of ["muster_approve", "muster_reject"]) await press("U0BO", action, approval);
    expect(whispers()).toEqual([expect.stringContaining(words), expect.stringContaining(words)]);
    expect((await db().runbookApproval.findUniqueOrThrow({ where: { id: approval } })).state).toBe("asked");
  });

  test("of a private incident is told to no channel", async () => {
    const incident = await anIncident(ada.ctx);
    await db().incident.updateMany({ data: { visibility: "private" } });
    await asked("hidden", {}, incident);
    await asked("open");
    await told(1);
    expect(JSON.stringify(slack.said)).not.toContain("host/hidden");
    await expect.poll(() => db().runbookApproval.count({ where: { slackDueAt: { not: null } } })).toBe(0);
  });

  test("is posted once, also where Slack's answer got lost", async () => {
    slack.troubles.set("chat.postMessage", [{ isCutAfter: true }]);
    await asked();
    await expect.poll(() => db().runbookApproval.count({ where: { slackRef: { not: null } } }), { timeout: 15_000 }).toBe(1);
    expect(slack.said).toHaveLength(1);
  });

  test("says what became of it, also where Slack's answer to the question got lost", async () => {
    slack.troubles.set("chat.postMessage", [{ isCutAfter: true }]);
    const { run } = await asked();
    await told(1);
    await cancelRunbookRun(ada.ctx, { id: run, reason: "" });
    await expect.poll(() => JSON.stringify(slack.said[0]?.blocks), { timeout: 15_000 }).toContain("Void: the run ended");
    expect(JSON.stringify(slack.said)).not.toContain("muster_approve");
    expect(slack.said).toHaveLength(1);
  });

  test("of a run that ends offers nothing any more", async () => {
    const { run } = await asked();
    await told(1);
    await expect.poll(() => db().runbookApproval.count({ where: { slackState: "asked" } })).toBe(1);
    await cancelRunbookRun(ada.ctx, { id: run, reason: "" });
    await expect.poll(() => JSON.stringify(slack.said[0]?.blocks)).toContain("Void: the run ended");
    expect(JSON.stringify(slack.said)).not.toContain("muster_approve");
  });

  test("is taken away when its incident becomes private", async () => {
    const incident = await anIncident(ada.ctx);
    const { approval } = await asked("hidden", {}, incident);
    await asked("open");
    await told(2);
    await expect.poll(() => db().runbookApproval.count({ where: { slackState: "asked" } })).toBe(2);
    await changeAccess(ada.ctx, ChangeAccess.parse({ reference: incident, visibility: "private" }));
    await told(1);
    expect(JSON.stringify(slack.said)).not.toContain("host/hidden");
    await expect
      .poll(() => db().runbookApproval.findUniqueOrThrow({ where: { id: approval }, select: { slackRef: true, slackDueAt: true } }))
      .toEqual({ slackRef: null, slackDueAt: null });
  });

  test("that nobody answers in time says so, and is asked anew, for an hour", async () => {
    const { run, approval } = await asked();
    await told(1);
    await expect.poll(() => db().runbookApproval.count({ where: { slackState: "asked" } })).toBe(1);
    await runOut(run);
    await told(2);
    await expect.poll(() => JSON.stringify(slack.said[0]?.blocks), { timeout: 10_000 }).toContain("Its time ran out");
    expect(JSON.stringify(slack.said[1]?.blocks)).toContain("muster_approve");
    const { state, reason, decidedBy } = await db().runbookApproval.findUniqueOrThrow({ where: { id: approval } });
    expect([state, reason, decidedBy]).toEqual(["expired", "nobody answered in time", null]);
    for (let times = 2; times <= 6; times += 1) await runOut(run);
    expect(await db().runbookApproval.count({ where: { runId: run } })).toBe(7);
    await expect.poll(() => db().runbookApproval.count({ where: { slackDueAt: { not: null } } }), { timeout: 10_000 }).toBe(0);
    expect(slack.said.length).toBeLessThanOrEqual(6);
    const last = await db().runbookApproval.findFirstOrThrow({ where: { runId: run, state: "asked" } });
    expect(last.slackRef).toBe(null);
    await press("U0BO", "muster_approve", last.id);
    expect((await untilEnd(ada.ctx, run)).run.state).toBe("succeeded");
  });
});

/** The time of what a run asks for runs out, and it is asked anew. */
async function runOut(run: string): Promise<void> {
  const { id } = await db().runbookApproval.findFirstOrThrow({ where: { runId: run, state: "asked" } });
  await untilWaiting(ada.ctx, run, "approval");
  await db().runbookApproval.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  await db().runbookRun.update({ where: { id: run }, data: { dueAt: new Date(Date.now() - 1_000) } });
  await until(ada.ctx, run, ({ approvals }) => approvals.some((one) => one.state === "asked" && one.id !== id));
}
