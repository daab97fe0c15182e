import type { Page } from "@playwright/test";
import type { Api } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { installation } from "./installation.ts";
import { expect, test } from "./story.ts";

test.describe.configure({ mode: "serial" });

type Firing = { name: string; severity?: string; service?: string; status?: "firing" | "resolved"; startsAt: string };

/** A group of one alert, as Alertmanager posts it. */
function webhook({ name, severity = "critical", service = "story-checkout", status = "firing", startsAt }: Firing): string {
  const labels = { alertname: name, severity, service, instance: "checkout-1:8080" };
  const endsAt = status === "resolved" ? new Date().toISOString() : "0001-01-01T00:00:00Z";
  const annotations = { summary: `${name}: errors above 15 %`, description: "Half of the payments are refused." };
  const generatorURL = "https://prometheus.example.com/graph";
  const alert = { status, labels, annotations, startsAt, endsAt, generatorURL, fingerprint: name };
  return JSON.stringify({
    version: "4",
    status,
    receiver: "muster",
    groupKey: name,
    externalURL: "https://alertmanager.example.com",
    alerts: [alert],
  });
}

async function post(url: string, secret: string, body: string): Promise<number> {
  const { status } = await fetch(url, { method: "POST", headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" }, body });
  return status;
}

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** Makes an integration through the screen, and reads what is shown once. */
async function connect(page: Page, kind: string, name: string): Promise<{ url: string; secret: string }> {
  await page.getByRole("button", { name: "Add an integration" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("System").selectOption({ label: kind });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const secret = (await dialog.getByRole("status", { name: "Secret" }).textContent()) ?? "";
  const url = (await dialog.getByRole("status", { name: "Address" }).textContent()) ?? "";
  const { pathname } = new URL(url);
  return { url: `${(await installation()).url}${pathname}`, secret };
}

async function integrate(api: Api, kind: "alertmanager" | "generic" | "github", name: string): Promise<{ id: string; url: string; secret: string }> {
  const { id, url, secret } = await api.integrations.create.mutate({ kind, name });
  return { id, url: `${(await installation()).url}${new URL(url).pathname}`, secret };
}

test("an administrator connects Alertmanager, a critical alert becomes an incident, and its end is told without ending that", async ({
  enter,
  api,
  look,
}) => {
  await api("ada").services.create.mutate({ name: "Story checkout", slug: "story-checkout" });
  const page = await enter("ada", "/settings/integrations");
  await expectAccessible(page);
  await look(page, "integrations-empty");
  const { url, secret } = await connect(page, "Prometheus Alertmanager", "Alertmanager of the story");
  await expectAccessible(page);
  await look(page, "secret-once");
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();

  const startsAt = minutesAgo(3);
  expect(await post(url, "wrong", webhook({ name: "CardErrors", startsAt }))).toBe(401);
  expect(await post(url, secret, webhook({ name: "CardErrors", startsAt }))).toBe(202);
  expect(await post(url, secret, webhook({ name: "CardErrors", startsAt }))).toBe(202);

  const grace = await enter("grace", "/alerts");
  const alert = grace.getByRole("list", { name: "Alerts" }).getByRole("listitem").filter({ hasText: "CardErrors" });
  await expect(alert).toContainText("INC-");
  await expect(alert).toContainText("Story checkout");
  await expectAccessible(grace);
  await look(grace, "inbox");
  await grace.keyboard.press("j");
  await grace.keyboard.press("o");
  const sheet = grace.getByRole("dialog");
  await expect(sheet).toContainText("By the rule “Critical alerts become incidents”");
  await sheet.getByRole("button", { name: "Payload" }).first().click();
  await expect(sheet.getByRole("region", { name: "Payload", exact: true })).toContainText("checkout-1:8080");
  await expect(sheet).toContainText("It came 1 more time.");
  await expectAccessible(grace);
  await look(grace, "alert");

  await sheet.getByRole("link", { name: /INC-/ }).click();
  await expect(grace.getByText("fired the critical alert")).toBeVisible();
  await expect(grace.getByRole("list", { name: "Alerts of this incident" })).toContainText("CardErrors");
  await look(grace, "room");

  expect(await post(url, secret, webhook({ name: "CardErrors", status: "resolved", startsAt }))).toBe(202);
  await expect(grace.getByText("the incident stays as it is")).toBeVisible();
  await expect(grace.getByRole("list", { name: "Alerts of this incident" })).toContainText("resolved");

  await page.goto("/settings/integrations");
  await expect(page.getByRole("listitem").filter({ hasText: "Alertmanager of the story" })).toContainText("2 received, 1 repeated, 1 refused");
  await look(page, "integrations");
});

test("a responder tries a rule on past alerts before saving it, and it then decides", async ({ enter, api, look }) => {
  const { url, secret } = await integrate(api("ada"), "alertmanager", "Rules of the story");
  for (const name of ["QueueLong", "QueueLonger"])
    await post(url, secret, webhook({ name, severity: "warning", service: "story-queue", startsAt: minutesAgo(2) }));
  const page = await enter("grace", "/alerts/rules");
  await expect(page.getByRole("region", { name: "Dry run" }).getByRole("status")).toContainText("no difference from now");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add a rule" }).click();
  const rule = page.getByRole("list", { name: "Rules" }).getByRole("listitem").last();
  await rule.getByLabel("Name").fill("Queues of the story");
  await rule.getByLabel("Label of condition 1").fill("service");
  await rule.getByLabel("How condition 1 compares").selectOption("matches");
  await rule.getByLabel("Value of condition 1").fill("story-(queue");
  await page.getByRole("button", { name: "Save the rules" }).click();
  await expect(rule).toContainText("A bracket is opened and not closed.");
  await rule.getByLabel("Value of condition 1").fill("story-(queue|topic)");
  await rule.getByLabel("warning becomes").selectOption("SEV4");
  await expect(page.getByRole("region", { name: "Dry run" }).getByRole("status")).toContainText("differs from now in 2");
  await expectAccessible(page);
  await look(page, "rules");
  await page.getByRole("button", { name: "Save the rules" }).click();
  await expect(page.getByText("The rules hold from now on.")).toBeVisible();

  await post(url, secret, webhook({ name: "TopicFull", severity: "warning", service: "story-topic", startsAt: minutesAgo(1) }));
  await page.goto("/alerts?q=TopicFull");
  await expect(page.getByRole("list", { name: "Alerts" }).getByRole("listitem")).toContainText("INC-");
});

test("alerts of a service under maintenance are held back, and decided when it ends", async ({ enter, api, look }) => {
  const { url, secret } = await integrate(api("ada"), "alertmanager", "Maintenance of the story");
  const page = await enter("linus", "/alerts/maintenance");
  await expectAccessible(page);
  await look(page, "maintenance-empty");
  await page.getByRole("button", { name: "Plan a maintenance" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Hold back" }).click();
  await expect(dialog.getByText("What is done is empty", { exact: false }).or(dialog.getByRole("alert")).first()).toBeVisible();
  await dialog.getByLabel("What is done").fill("Upgrade of the story's cache");
  await dialog.getByRole("button", { name: "Add a condition" }).click();
  await dialog.getByLabel("Label of condition 1").fill("alertname");
  await dialog.getByLabel("Value of condition 1").fill("CacheDown");
  await expectAccessible(page);
  await look(page, "maintenance");
  await dialog.getByRole("button", { name: "Hold back" }).click();
  const window = page.getByRole("list", { name: "Maintenance" }).getByRole("listitem").filter({ hasText: "story's cache" });
  await expect(window).toContainText("running");

  await post(url, secret, webhook({ name: "CacheDown", service: "story-cache", startsAt: minutesAgo(1) }));
  await expect(window).toContainText("holds back 1 alert");
  await page.goto("/alerts?q=CacheDown");
  await expect(page.getByRole("list", { name: "Alerts" }).getByRole("listitem")).toContainText("held by maintenance");
  await page.goto("/alerts/maintenance");
  await window.getByRole("button", { name: /^End/ }).click();
  await expect(window).toContainText("over");
  await page.goto("/alerts?q=CacheDown");
  await expect(page.getByRole("list", { name: "Alerts" }).getByRole("listitem")).toContainText("INC-", { timeout: 25_000 });
});

test("a message that could not be read is worked again after the mapping was put right", async ({ enter, api, look }) => {
  const { id, url, secret } = await integrate(api("ada"), "generic", "Sensor of the story");
  const body = JSON.stringify({ event: { name: "Cold aisle at 31 °C", state: "alarm", rank: "warn" }, room: "B2" });
  expect(await post(url, secret, body)).toBe(202);
  const page = await enter("ada", `/settings/integrations/${id}`);
  const messages = page.getByRole("list", { name: "Messages that came in" });
  await expect(messages).toContainText("There is no title at “title”. It has: event, room.");
  const mapping = page.getByRole("form", { name: "Mapping" });
  await mapping.getByLabel("Example of a message").fill(body);
  await expect(mapping).toContainText("There is no title");
  await mapping.getByLabel("Title", { exact: true }).fill("event.name");
  await mapping.getByLabel("Severity").fill("event.rank");
  await mapping.getByLabel("Service").fill("room");
  await expect(mapping.getByRole("status")).toContainText("Cold aisle at 31 °C");
  await mapping.getByRole("button", { name: "Save the mapping" }).click();
  await expect(page.getByText("The mapping holds from now on.")).toBeVisible();
  await messages.getByRole("button").first().click();
  await messages.getByRole("button", { name: "Work it again" }).click();
  await expect(messages).toContainText("1 alert: 1 fired.");
  await expectAccessible(page);
  await look(page, "integration");
  await page.getByRole("button", { name: "Send test alert" }).click();
  await expect(messages.getByRole("listitem")).toHaveCount(2);
});

test("in a storm all is kept, and what is beyond the budget becomes one incident; changes stand beside it", async ({ enter, api, look }) => {
  const ada = api("ada");
  const { settings, version } = await ada.settings.read.query();
  await ada.settings.change.mutate({ version, settings: { ...settings, alertBudget: { most: 1, minutes: 1 } } });
  const { url, secret } = await integrate(ada, "alertmanager", "Storm of the story");
  const startsAt = minutesAgo(1);
  await Promise.all(Array.from({ length: 12 }, (_, n) => post(url, secret, webhook({ name: `StormNode${n}`, service: `storm-${n}`, startsAt }))));
  const page = await enter("grace", "/alerts?q=StormNode&group=incident");
  await expect(page.getByRole("listitem").filter({ hasText: "StormNode" })).toHaveCount(12);
  await expect(
    page
      .getByRole("region", { name: /Alert storm/ })
      .getByRole("listitem")
      .first(),
  ).toBeVisible();
  await look(page, "storm");
  await page
    .getByRole("region", { name: /Alert storm/ })
    .getByRole("button")
    .first()
    .click();
  await page.getByRole("dialog").getByRole("link", { name: /INC-/ }).click();
  await expect(page.getByText("of a storm into this", { exact: false })).toBeVisible();
  const now = await ada.settings.read.query();
  await ada.settings.change.mutate({ version: now.version, settings: { ...now.settings, alertBudget: settings.alertBudget } });
});

test("who may only look sees alerts and rules, and changes none", async ({ enter }) => {
  const page = await enter("vera", "/alerts?state=all");
  await page.getByRole("list", { name: "Alerts" }).getByRole("button").first().click();
  await expect(page.getByRole("dialog").getByRole("region", { name: "History" })).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Declare…" })).toHaveCount(0);
  await page.goto("/alerts/rules");
  await expect(page.getByRole("button", { name: "Save the rules" })).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/\/alerts$/);
});

test("what these alerts declared is called off, and asks nobody for a decision any more", async ({ api }) => {
  const ada = api("ada");
  const { items } = await ada.board.list.query({ limit: 100 });
  const left = items.filter(({ commander }) => commander === null);
  for (const { reference } of left) await ada.incidents.changeStatus.mutate({ reference, to: "cancelled", reason: "Only tried" });
  const after = await ada.board.list.query({ limit: 100 });
  expect(after.items.filter(({ commander }) => commander === null)).toEqual([]);
});
