import { Webhook } from "standardwebhooks";
import { openPushService, type PushService } from "#server/paging/testing/push-service.ts";
import { type Receiver, startReceiver } from "#server/webhooks/testing/receiver.ts";
import type { Api } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

const PHONE = { width: 390, height: 844 };
const PUSHED = { tag: "t1", page: "p", title: "SEV1 · Belt stands", body: "INC-1", roomPath: "/incidents/INC-1", answerPath: "/ack/no-such-token" };
let receiver: Receiver;
let service: PushService;
test.beforeEach(async () => {
  [receiver, service] = await Promise.all([startReceiver(), openPushService()]);
});
test.afterEach(() => Promise.all([receiver.close(), service.close()]));

test("somebody adds a webhook, shows that it is theirs, and says when it is used", async ({ enter, api, join, look }) => {
  await allow(api("ada"));
  const nia = await join("Nia Brandt");
  const page = await enter(nia, "/settings/notifications");
  await expect(page.getByText("Nothing but Muster itself reaches you for any page")).toBeVisible();
  await look(page, "empty");
  await page.getByRole("button", { name: "Add a means…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address to send to").fill("https://10.0.0.7/pages");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("private or special address");
  await dialog.getByLabel("Address to send to").fill(receiver.url);
  await dialog.getByLabel("What you call it").fill("Texts");
  await look(page, "add");
  await page.keyboard.press("Enter");
  const secret = await dialog.getByLabel("Signing secret").innerText();
  await dialog.getByRole("button", { name: "Done" }).click();
  receiver.reply = { status: 500, text: "no" };
  await dialog.getByRole("button", { name: "Send the test" }).click();
  await expect(dialog.getByText("answered 500")).toBeVisible();
  receiver.reply = { status: 204 };
  await dialog.getByRole("button", { name: "Send the test" }).click();
  await expect(page.getByRole("list", { name: "Means of reaching you" })).toContainText("working");
  const tested = receiver.received.at(-1);
  expect(new Webhook(secret).verify(tested?.body ?? "", tested?.headers ?? {})).toMatchObject({ reference: "TEST" });

  await expect(page.getByText("Muster itself and Texts at once.")).toBeVisible();
  await page.getByLabel("Minutes of step 1").first().fill("4");
  await page.keyboard.press("Tab");
  await expect(page.getByText("Muster itself at once, then Texts after 4 minutes.")).toBeVisible();
  await page.getByLabel("Keep quiet at these hours").check();
  await page.getByLabel("From", { exact: true }).fill("00:00");
  await page.getByLabel("Until", { exact: true }).fill("23:59");
  await page.getByLabel("Time zone").fill("UTC");
  await expect(page.getByText("Texts at 23:59, after your quiet hours.")).toBeVisible();
  await page.getByLabel("If you are paged now for a").selectOption("SEV1");
  await expect(page.getByText("Texts after 4 minutes.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Not saved yet; kept in this browser.")).toBeVisible();
  await expectAccessible(page);
  await look(page, "plan");
  await page.getByRole("button", { name: "Save the plan" }).click();
  await expect(page.getByText("Not saved yet")).toBeHidden();
  expect(await api(nia).contact.read.query()).toMatchObject({ plan: { high: [{ afterMinutes: 4 }], quiet: { from: "00:00" } } });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("This is the usual order")).toBeVisible();
  expect(await api(nia).contact.read.query()).toMatchObject({ plan: null });
});

test("steps are moved by keyboard, and a removed means says what it breaks", async ({ enter, api, join }) => {
  await allow(api("ada"));
  const omar = await join("Omar Silva");
  const mine = api(omar);
  for (const [index, label] of ["First", "Second"].entries()) {
    const { id } = await mine.contact.add.mutate({ kind: "webhook", label, address: `${receiver.url}/${index}` });
    await mine.contact.verify.mutate({ id });
  }
  const page = await enter(omar, "/settings/notifications");
  const urgent = page.getByRole("list", { name: "Urgent: SEV1, SEV2 and not yet judged" });
  await urgent.getByLabel("Minutes of step 2").fill("5");
  await urgent.getByLabel("Means of step 2").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.getByText("Muster itself and Second at once, then First after 5 minutes.")).toBeVisible();
  await page.getByRole("button", { name: "Save the plan" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Remove Second" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("step 1 for urgent pages");
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("Muster itself at once, then First after 5 minutes.")).toBeVisible();
});

test("whoever is paged sees it on every screen at once, and answers there", async ({ enter, api, join, look }) => {
  const nia = await join("Nia Okafor");
  const page = await enter(nia, "/services");
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.getByText("You are paged")).toHaveCount(0);
  const title = await page.title();
  const grace = api("grace");
  const reference = await declare(grace, "Parcels stand still in Graz", { severity: "SEV1" });
  await grace.escalation.escalate.mutate({ reference, user: nia.id, reason: "She knows the belt" });
  const banner = page.getByRole("region", { name: "Your pages" });
  await expect(banner).toContainText("You are paged: SEV1 · Parcels stand still in Graz");
  await expect(page).toHaveTitle(`(1) Paged · ${title}`);
  await expectAccessible(page);
  await look(page, "banner");
  await page.setViewportSize(PHONE);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(PHONE.width);
  const other = await enter(nia, "/settings/notifications", { viewport: PHONE });
  await expect(other.getByRole("region", { name: "Your pages" })).toBeVisible();
  await banner.getByRole("button", { name: `Acknowledge ${reference}` }).click();
  await expect(banner).toHaveCount(0);
  await expect(other.getByRole("region", { name: "Your pages" })).toHaveCount(0);
  await expect(page).toHaveTitle(title);
  const status = await grace.escalation.read.query({ reference });
  const row = status.notifications.find(({ person }) => person?.id === nia.id);
  expect(row).toMatchObject({ state: "acknowledged", answer: { means: "console" } });
});

test("of many pages the worst stands in sight, and the others are one press away", async ({ enter, api, join, look }) => {
  const theo = await join("Theo Lang");
  const grace = api("grace");
  const references: string[] = [];
  for (const [title, severity] of [
    ["Scales are slow", "SEV3"],
    ["Gates do not open", "SEV1"],
    ["Lamps flicker", "SEV3"],
  ] as const) {
    const reference = await declare(grace, title, { severity });
    await grace.escalation.escalate.mutate({ reference, user: theo.id, reason: "His yard" });
    references.push(reference);
  }
  const page = await enter(theo, "/services");
  const banner = page.getByRole("region", { name: "Your pages" });
  await expect(banner).toContainText("Gates do not open");
  await expect(banner).not.toContainText("Scales are slow");
  await expect(page).toHaveTitle(/^\(3\) Paged/);
  await look(page, "many-pages");
  await banner.getByRole("button", { name: "2 more pages" }).press("Enter");
  await expect(banner.getByRole("button", { name: /^Acknowledge/ })).toHaveCount(3);
  await expectAccessible(page);
  await look(page, "many-pages-open");
  await banner.getByRole("button", { name: `Acknowledge ${references[0]}` }).click();
  await expect(banner.getByRole("button", { name: "1 more page" })).toHaveAttribute("aria-expanded", "true");
  await expect(banner.getByRole("button", { name: /^Acknowledge/ })).toHaveCount(2);
});

test("sound is a choice that this browser keeps", async ({ enter, api, join }) => {
  const rosa = await join("Rosa Lind");
  const page = await enter(rosa, "/settings/notifications");
  await page.getByLabel("Ring while I am paged").check();
  await page.reload();
  await expect(page.getByLabel("Ring while I am paged")).toBeChecked();
  const grace = api("grace");
  const reference = await declare(grace, "Till is dark", { severity: "SEV2" });
  await grace.escalation.escalate.mutate({ reference, user: rosa.id, reason: "Her till" });
  const banner = page.getByRole("region", { name: "Your pages" });
  await expect(banner.getByRole("button", { name: /^Turn sound (on|off)$/ })).toBeVisible();
  await banner.getByRole("button", { name: `I can't take ${reference}` }).click();
  await expect(banner).toHaveCount(0);
});

test("a page that is pushed is shown with what answers it; where that fails, the page with the same answer opens", async ({ enter, join }) => {
  const lea = await join("Lea Novak");
  const page = await enter(lea, "/settings/notifications");
  const started = page.context().waitForEvent("serviceworker");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js", { scope: "/" });
    await navigator.serviceWorker.ready;
  });
  const worker = await started;
  const met = await worker.evaluate(async (content) => {
    // What a headless browser lacks: a place where notifications are shown, and new windows.
    const scope = globalThis as unknown as {
      registration: { showNotification: (title: string, options: object) => Promise<void> };
      clients: { openWindow: (url: string) => Promise<null> };
      PushEvent: new (type: string, init: { data: string }) => Event;
    };
    const shown: { title: string; options: object }[] = [];
    const opened: string[] = [];
    scope.registration.showNotification = async (title, options) => void shown.push({ title, options });
    scope.clients.openWindow = async (url) => {
      opened.push(new URL(url).pathname);
      return null;
    };
    dispatchEvent(new scope.PushEvent("push", { data: JSON.stringify(content) }));
    const work: Promise<unknown>[] = [];
    const notification = { data: content, close: () => undefined };
    const waitUntil = (one: Promise<unknown>) => work.push(one);
    for (const action of ["acknowledge", ""]) {
      dispatchEvent(Object.assign(new Event("notificationclick"), { notification, action, waitUntil }));
      await Promise.all(work);
    }
    return { shown, opened };
  }, PUSHED);
  expect(met.shown).toMatchObject([
    {
      title: "SEV1 · Belt stands",
      options: { body: "INC-1", tag: "t1", actions: [{ action: "acknowledge" }, { action: "open" }], requireInteraction: true },
    },
  ]);
  expect(met.opened).toEqual(["/ack/no-such-token", "/incidents/INC-1"]);
  const served = await page.request.get("/sw.js");
  expect(served.headers()["content-security-policy"]).toContain("worker-src 'self'");
});

async function allow(admin: Api): Promise<void> {
  const { version, settings } = await admin.settings.read.query();
  const allowedHosts = [...new Set([...settings.allowedHosts, receiver.host, service.host])];
  await admin.settings.change.mutate({ version, settings: { ...settings, allowedHosts } });
}
