import { devices } from "@playwright/test";
import { signedBySlack } from "#server/inbound/testing/signed.ts";
import { FakeSlack } from "#server/paging/testing/fake-slack.ts";
import { apiWith } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { ADMIN } from "./installation.ts";
import { openMailbox } from "./mailbox.ts";
import { startOwnMuster } from "./muster.ts";
import { joinAs, signIn } from "./people.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const SIGNING_SECRET = "5d41402abc4b2a76b9719d911017c592";
const MEMBER = "U0ALICE";

function alertmanager(name: string, service: string): string {
  const labels = { alertname: name, severity: "critical", service };
  const annotations = { summary: `${name}: 15 % of payments fail` };
  const alert = { status: "firing", labels, annotations, startsAt: new Date().toISOString(), endsAt: "0001-01-01T00:00:00Z", fingerprint: name };
  return JSON.stringify({ version: "4", status: "firing", receiver: "muster", groupKey: name, alerts: [alert] });
}

test("an alert pages who is on call, who answers on a phone in two taps; the next one by a button in Slack", async ({ enter, look }) => {
  test.setTimeout(180_000);
  const [mailbox, slack] = [await openMailbox(), await new FakeSlack().open()];
  const muster = await startOwnMuster({
    MUSTER_ADMIN_EMAIL: ADMIN.email,
    MUSTER_ADMIN_PASSWORD: ADMIN.password,
    SMTP_URL: mailbox.url,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.url,
  });
  try {
    const state = await signIn(muster.url, ADMIN.email, ADMIN.password);
    const admin = apiWith(muster.url, state);
    const alice = await joinAs(muster.url, admin, "Alice Ono", "responder");
    const today = new Date(Date.now() - 3_600_000);
    await admin.oncall.create.mutate({
      name: "Payments",
      zone: "UTC",
      layers: [
        {
          id: crypto.randomUUID(),
          name: "Primary",
          people: [alice.id],
          rotation: { every: 1, unit: "week" },
          startsOn: today.toISOString().slice(0, 10),
          handOffAt: today.toISOString().slice(11, 16),
          zone: "UTC",
          restrictions: [],
        },
      ],
    });
    await admin.services.create.mutate({ name: "Payment API", slug: "payment-api", tier: 1 });
    const { url, secret } = await admin.integrations.create.mutate({ kind: "alertmanager", name: "Alertmanager" });
    const fire = (name: string, service = "payment-api") =>
      fetch(`${muster.url}${new URL(url).pathname}`, {
        method: "POST",
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
        body: alertmanager(name, service),
      });
    const board = await enter("visitor", `${muster.url}/incidents`, { storageState: state });

    await test.step("the alert becomes an incident, and a mail with a link goes to who is on call", async () => {
      expect((await fire("PaymentErrors")).status).toBe(202);
      const isPaged = () => mailbox.to(alice.email).some((text) => text.includes("You are paged: PaymentErrors: 15 % of payments fail"));
      await expect.poll(isPaged, { timeout: 20_000 }).toBe(true);
      await board
        .getByRole("link", { name: /PaymentErrors/ })
        .first()
        .click();
      await board
        .getByRole("link", { name: /^Escalation/ })
        .first()
        .click();
      await expect(board.getByRole("region", { name: "Notification status" })).toContainText("Alice Ono");
    });

    await test.step("two taps on a phone, signed in nowhere: the link, and Acknowledge", async () => {
      const pages = mailbox.to(alice.email).flatMap((text) => /\/ack\/([\w.~-]+)/.exec(text)?.[1] ?? []);
      expect(pages).toHaveLength(1);
      const phone = await enter("visitor", `${muster.url}/ack/${pages[0]}`, PHONE);
      await expect(phone.getByRole("heading", { level: 1 })).toContainText("PaymentErrors");
      await expectAccessible(phone);
      await look(phone, "link");
      await phone.getByRole("button", { name: "Acknowledge" }).tap();
      await expect(phone.getByRole("status")).toContainText("You acknowledged this");
      await look(phone, "answered");
      await phone.reload();
      await expect(phone.getByRole("status")).toContainText("You acknowledged this");
    });

    await test.step("the room says so at once, and by what means", async () => {
      await expect(board.getByRole("region", { name: "Notification status" })).toContainText("Acknowledged");
      await board
        .getByRole("link", { name: /^Timeline/ })
        .first()
        .click();
      await expect(board.getByText("acknowledged the page by link")).toBeVisible();
      await look(board, "room");
    });

    await test.step("she adds her Slack account, shown by a code that came there", async () => {
      slack.members.set(MEMBER, alice.email);
      const her = apiWith(muster.url, alice.state);
      const { id } = await her.contact.add.mutate({ kind: "slack", label: "Slack", address: MEMBER });
      await expect.poll(() => slack.said.length).toBe(1);
      const code = /\b\d{6}\b/.exec(JSON.stringify(slack.said[0]))?.[0] ?? "";
      await her.contact.verify.mutate({ id, code });
    });

    await test.step("the next alert comes to her there, and its button answers it", async () => {
      expect((await fire("RefundErrors", "refunds")).status).toBe(202);
      const pageThere = () => slack.said.find(({ text, blocks }) => text.includes("RefundErrors") && JSON.stringify(blocks).includes("muster_"));
      await expect.poll(() => pageThere() !== undefined, { timeout: 20_000 }).toBe(true);
      const told = pageThere();
      const buttons = JSON.stringify(told?.blocks);
      const page = /"action_id":"muster_acknowledge"[^}]*\}?[^}]*"value":"([0-9a-f-]{36})"/.exec(buttons)?.[1] ?? "";
      const payload = {
        type: "block_actions",
        user: { id: MEMBER },
        channel: { id: told?.channel },
        actions: [{ action_id: "muster_acknowledge", value: page }],
      };
      const press = (signingSecret: string) => {
        const sent = signedBySlack(`${muster.url}/api/slack/interactions`, { payload: JSON.stringify(payload) }, signingSecret);
        return fetch(sent.url, { method: "POST", headers: sent.headers, body: sent.body });
      };
      expect((await press("somebody else's secret")).status).toBe(401);
      expect((await press(SIGNING_SECRET)).status).toBe(200);
      await board.goto(`${muster.url}/incidents`);
      await board
        .getByRole("link", { name: /RefundErrors/ })
        .first()
        .click();
      await expect(board.getByText("acknowledged the page in Slack")).toBeVisible();
      await expect.poll(() => told?.text, { timeout: 20_000 }).toContain("Alice Ono");
      expect(JSON.stringify(told?.blocks)).not.toContain("muster_acknowledge");
      await look(board, "slack");
    });
  } finally {
    await muster.stop();
    await Promise.all([mailbox.close(), slack.close()]);
  }
});
