import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PostUpdate } from "#lib/contracts/incident-commands.ts";
import { postUpdate } from "#server/incidents/index.ts";
import { allowHosts, aMeans, aNotifier } from "#server/paging/testing/channel-world.ts";
import { FakeSlack } from "#server/paging/testing/fake-slack.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { planNotices, startNotices } from "./index.ts";
import { aPlan, person, tellOnly } from "./testing/told.ts";

const slack = new FakeSlack();
const CHANNEL = "C0NEWS";
let ada: Someone;
let bo: Someone;
let connection: string;

beforeAll(async () => {
  await slack.open();
});
beforeEach(async () => {
  await resetDatabase();
  slack.forget();
  slack.channels.set(CHANNEL, { name: "news", isMember: true, invited: [], topic: "" });
  await allowHosts(slack.host);
  connection = await aNotifier("slack", { channel: CHANNEL, url: slack.url }, { token: slack.token });
  [ada, bo] = [await testPerson({ name: "Ada" }), await testPerson({ name: "Bo" })];
  slack.members.set("U0BO", bo.person.email);
});
afterAll(() => slack.close());

async function send(): Promise<void> {
  await planNotices("all");
  const stop = startNotices();
  for (let steps = 1; (await db().noticeDelivery.count({ where: { state: { in: ["waiting", "sending"] } } })) > 0; steps += 1) {
    await shiftClock(steps * 20_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
}

test("a channel of Slack is told what happened, without buttons, and nobody is called by what people wrote", async () => {
  await tellOnly({ SEV2: [{ audiences: [{ kind: "channel", id: connection }], events: ["declared", "update"] }] });
  const reference = await anIncident(ada);
  await postUpdate(ada, PostUpdate.parse({ reference, text: "Cards fail <!channel> for one in ten" }));
  await send();
  expect(slack.said.map(({ channel }) => channel)).toEqual([CHANNEL, CHANNEL]);
  expect(slack.said[0]?.text).toBe(`SEV2 declared: Checkout fails (${reference})`);
  const update = JSON.stringify(slack.said[1]?.blocks);
  expect(update).toContain("Cards fail &lt;!channel&gt; for one in ten");
  expect(update).toContain("Test slack");
  expect(update).not.toContain('"button"');
});

test("somebody who wants it there is told in a direct message, once, also where the answer was lost on the way", async () => {
  const id = await aMeans(bo.person.id, "slack", bo.person.email);
  await aPlan(bo, { high: [{ method: id, afterMinutes: 0 }], low: [{ method: id, afterMinutes: 0 }], quiet: null });
  await tellOnly({ SEV2: [{ audiences: [person(bo)], events: ["declared"] }] });
  slack.troubles.set("chat.postMessage", [{ isCutAfter: true }]);
  await anIncident(ada);
  await send();
  expect(slack.times("chat.postMessage")).toBe(1);
  expect(slack.said).toHaveLength(1);
  const [delivery] = await db().noticeDelivery.findMany({ where: { channel: "slack" } });
  expect(delivery).toMatchObject({ state: "sent", attempt: 2 });
});
