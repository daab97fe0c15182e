import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import { notifiersOfEnvironment } from "#server/platform/notifiers.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { aMeans, aPolicy } from "./testing/channel-world.ts";
import { FakePagerDuty } from "./testing/fake-pagerduty.ts";
import { FakeSlack } from "./testing/fake-slack.ts";
import { endPager, type Pager, startPager } from "./testing/pagers.ts";

const [slack, pagerDuty] = [new FakeSlack(), new FakePagerDuty()];
let pager: Pager | undefined;

beforeEach(async () => {
  await resetDatabase();
  await Promise.all([slack.open(), pagerDuty.open()]);
});
afterEach(async () => {
  if (pager) await endPager(pager);
  await Promise.all([slack.close(), pagerDuty.close()]);
});

test("channels that only the environment makes are paged, on the machine itself too, and so are people by Slack", async () => {
  const variables = {
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: "C0INCIDENTS",
    SLACK_API_URL: slack.url,
    PAGERDUTY_ROUTING_KEY: pagerDuty.routingKey,
    PAGERDUTY_EVENTS_URL: pagerDuty.url,
  };
  slack.channels.set("C0INCIDENTS", { name: "incidents", isMember: true, invited: [], topic: "" });
  const ada = await testPerson({ name: "Ada" });
  await aMeans(ada.person.id, "slack", "U0ADA");
  const channels = notifiersOfEnvironment(variables).map(({ id }) => ({ kind: "channel" as const, id }));
  await aPolicy([...channels, { kind: "user", id: ada.person.id }]);
  pager = await startPager(variables);
  const reference = await anIncident(await testPerson({ name: "Commander" }));
  while ((await db().pageDelivery.count({ where: { state: "sent" } })) < 3) await wait(50);
  expect(slack.said.map(({ channel }) => channel).toSorted()).toEqual(["C0INCIDENTS", "DU0ADA"]);
  expect([...pagerDuty.alerts.values()].map(({ payload }) => payload.summary)).toEqual([`SEV2 · ${reference} Checkout fails`]);
}, 60_000);
