import pg from "pg";
import { freePort } from "#server/platform/postgres/embedded.ts";
import { apiWith } from "./api.ts";
import { expectAccessible, expectReadable } from "./axe.ts";
import { ADMIN, databaseUrlOf } from "./installation.ts";
import { openMailbox } from "./mailbox.ts";
import { startOwnMuster } from "./muster.ts";
import { signIn } from "./people.ts";
import { expect, test } from "./story.ts";

const NINA = "nina@customer.example";
const HOUR = 3_600_000;

test("a visitor subscribes, confirms, is told and ends it; maintenance is announced, begins and ends by itself; the page outlives the console", async ({
  enter,
  look,
  browser,
}) => {
  test.setTimeout(300_000);
  const mailbox = await openMailbox();
  const statusPort = await freePort();
  const muster = await startOwnMuster({
    MUSTER_ADMIN_EMAIL: ADMIN.email,
    MUSTER_ADMIN_PASSWORD: ADMIN.password,
    SMTP_URL: mailbox.url,
    STATUS_PORT: String(statusPort),
  });
  const database = new pg.Client({ connectionString: databaseUrlOf(muster) });
  database.on("error", () => undefined);
  await database.connect();
  const status = `http://localhost:${statusPort}/acme`;
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const state = await signIn(muster.url, ADMIN.email, ADMIN.password);
    const admin = apiWith(muster.url, state);
    const component = crypto.randomUUID();
    await admin.status.createPage.mutate({ slug: "acme", settings: { name: "Acme" } });
    const components = [{ id: component, name: "Card payments", group: "", description: "", serviceId: null }];
    await admin.status.changePage.mutate({ slug: "acme", version: 1, settings: {}, components });
    const { reference } = await admin.incidents.declare.mutate({ title: "pool of db-7 is full", severity: "SEV2" });
    const visitor = await context.newPage();
    const tell = (text: string, kind: "investigating" | "resolved" = "investigating") =>
      admin.status.publish.mutate({
        reference,
        status: kind,
        text,
        pages: ["acme"],
        components: [{ id: component, state: "partial" }],
        accepts: true,
      });
    const mails = (count: number) => expect.poll(() => mailbox.to(NINA).length, { timeout: 20_000 }).toBe(count);

    await test.step("without scripts a visitor subscribes, and confirms by the link in the mail", async () => {
      await expect(async () => {
        await visitor.goto(status);
        await visitor.getByRole("link", { name: "Get updates" }).click({ timeout: 1_000 });
      }).toPass();
      await look(visitor, "subscribe");
      await visitor.getByLabel("Your e-mail address").fill(NINA);
      await visitor.getByRole("button", { name: "Subscribe" }).first().click();
      await expect(visitor.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
      await mails(1);
      await visitor.goto(/http\S+\/confirm\/\S{50}/.exec(mailbox.to(NINA)[0] ?? "")?.[0] ?? "");
      await look(visitor, "confirm");
      await visitor.getByRole("button", { name: "Confirm subscription" }).click();
      await expect(visitor.getByRole("heading", { name: "Confirmed" })).toBeVisible();
      await expect.poll(async () => (await admin.status.subscribers.query({ slug: "acme" })).items[0]?.confirmedAt ?? null).not.toBeNull();
    });

    await test.step("what is published reaches them, in public words alone", async () => {
      await tell("Card payments may fail. We are looking into it.");
      await mails(2);
      expect(mailbox.to(NINA)[1]).toContain("Card payments may fail. We are looking into it.");
      expect(mailbox.to(NINA)[1]).not.toContain("db-7");
      await visitor.goto(status);
      await expect(visitor.getByText("Card payments may fail. We are looking into it.")).toBeVisible();
      await look(visitor, "page");
      await visitor.emulateMedia({ media: "print" });
      await expect(visitor.getByRole("link", { name: "Get updates" })).toBeHidden();
      await look(visitor, "print");
      await visitor.emulateMedia({ media: "screen" });
    });

    await test.step("an administrator sees who is told", async () => {
      const page = await enter("visitor", `${muster.url}/status/manage/acme/subscribers`, { storageState: state });
      await expect(page.getByText(NINA)).toBeVisible();
      await expect(page.getByText("Told", { exact: true })).toBeVisible();
      await look(page, "subscribers");
      await expectAccessible(page);
      await page.goto(`${muster.url}/status/manage/acme/links`);
      await page.getByRole("button", { name: "New link" }).click();
      await page.getByLabel("What it shows").selectOption("customer");
      await page.getByLabel("For whom").fill("Northwind");
      await page.getByLabel("What they can do meanwhile").fill("Pay by bank transfer.");
      await page.getByRole("button", { name: "Make link" }).click();
      await expect(page.getByText("Northwind", { exact: true })).toBeVisible();
      await look(page, "links");
      await expectAccessible(page);
      const { items } = await admin.status.links.query({ slug: "acme" });
      await expect(async () => {
        await visitor.goto(items[0]?.url ?? "");
        await expect(visitor.getByText("It is us, not you")).toBeVisible({ timeout: 500 });
      }).toPass();
      await expect(visitor.getByText("Pay by bank transfer.")).toBeVisible();
      await look(visitor, "is-it-me");
      await expectReadable(browser, visitor.url());
      await page.getByRole("button", { name: "Revoke…" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
      await expect(page.getByText("Revoked")).toBeVisible();
      await expect.poll(async () => (await fetch(items[0]?.url ?? "")).status).toBe(404);
    });

    await test.step("one click in the mail program ends it", async () => {
      const link = /List-Unsubscribe: <([^>]+)>/.exec((mailbox.to(NINA)[1] ?? "").replace(/\r?\n[ \t]/g, " "))?.[1] ?? "";
      const answer = await fetch(link, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }), redirect: "manual" });
      expect(answer.status).toBe(200);
      await expect.poll(async () => (await admin.status.subscribers.query({ slug: "acme" })).items.length).toBe(0);
      await tell("It is over.", "resolved");
      await expect.poll(async () => (await fetch(status)).text()).toContain("It is over.");
      expect(mailbox.to(NINA)).toHaveLength(2);
    });

    await test.step("maintenance is announced on screen, and begins and ends by the clock", async () => {
      const page = await enter("visitor", `${muster.url}/status/manage/acme/maintenance`, { storageState: state });
      await look(page, "no-maintenance");
      await page.getByRole("button", { name: "Announce maintenance" }).click();
      await page.getByLabel("Title").fill("Upgrade of the database");
      await page.getByLabel("What is going to happen").fill("Payments may be slow for some minutes.");
      await look(page, "announce");
      await page.getByRole("button", { name: "Announce", exact: true }).click();
      await expect(page.getByText("Scheduled", { exact: true })).toBeVisible();
      await expect.poll(async () => (await fetch(status)).text()).toContain("Upgrade of the database");
      const shift = (hours: number) =>
        database.query("INSERT INTO clock_shift VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET shift_millis = $1", [hours * HOUR]);
      const stands = (words: string) => expect(page.getByText(words, { exact: true })).toBeVisible({ timeout: 40_000 });
      const { items } = await admin.status.maintenance.query({ page: "acme" });
      const untilStart = Date.parse(items[0]?.startsAt ?? "") - Date.now();
      await shift(untilStart / HOUR + 0.05);
      await stands("Under way");
      await expect.poll(async () => (await fetch(status)).text(), { timeout: 20_000 }).toContain("Maintenance is under way");
      await look(page, "maintenance");
      await expectAccessible(page);
      await shift(untilStart / HOUR + 1.5);
      await stands("Over");
      await shift(0);
    });

    await test.step("with console and worker killed the page answers", async () => {
      process.kill(muster.webPid(), "SIGKILL");
      process.kill(muster.workerPid(), "SIGKILL");
      const answers = await Promise.all(Array.from({ length: 200 }, async () => (await fetch(status)).status));
      expect(new Set(answers)).toEqual(new Set([200]));
    });
  } finally {
    await context.close();
    await database.end().catch(() => undefined);
    await muster.stop();
    await mailbox.close();
  }
});
