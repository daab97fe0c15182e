import { FakeSlack } from "#server/paging/testing/fake-slack.ts";
import { apiWith } from "./api.ts";
import { expectAccessible, expectReadable } from "./axe.ts";
import { ADMIN } from "./installation.ts";
import { startOwnMuster } from "./muster.ts";
import { joinAs, signIn } from "./people.ts";
import { expect, test } from "./story.ts";

const CHANNEL = "C0CUSTOMERS";

test("an outage is told from draft to resolved: on the page, to stakeholders who ask once, and in Slack", async ({ enter, look, browser }) => {
  test.setTimeout(300_000);
  const slack = await new FakeSlack().open();
  slack.channels.set(CHANNEL, { name: "customers", isMember: true, invited: [], topic: "" });
  const muster = await startOwnMuster({
    MUSTER_ADMIN_EMAIL: ADMIN.email,
    MUSTER_ADMIN_PASSWORD: ADMIN.password,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: "5d41402abc4b2a76b9719d911017c592",
    SLACK_API_URL: slack.url,
    SLACK_CHANNEL: CHANNEL,
  });
  const outside = await browser.newContext({ javaScriptEnabled: false });
  try {
    const state = await signIn(muster.url, ADMIN.email, ADMIN.password);
    const admin = apiWith(muster.url, state);
    const bo = await joinAs(muster.url, admin, "Bo Reyes", "responder");
    const component = crypto.randomUUID();
    const [channel] = (await admin.status.channels.query()).items;
    await admin.status.createPage.mutate({
      slug: "acme",
      settings: { name: "Acme", needsApproval: true, slack: channel ? [channel.id] : [] },
    });
    const components = [{ id: component, name: "Card payments", group: "", description: "", serviceId: null }];
    await admin.status.changePage.mutate({ slug: "acme", version: 1, settings: {}, components });
    const { reference } = await admin.incidents.declare.mutate({ title: "pool of db-7 is full", severity: "SEV2" });
    const customer = await outside.newPage();
    const reads = (path: string, words: string) =>
      expect(async () => {
        await customer.goto(`${muster.url}/status/acme${path}`);
        await expect(customer.getByText(words).first()).toBeVisible({ timeout: 500 });
      }).toPass();
    const told = () => slack.said.map(({ text }) => text).join("\n");

    await test.step("Bo drafts, and it waits for somebody else in the Now queue", async () => {
      const page = await enter("visitor", `${muster.url}/incidents/${reference}/public`, { storageState: bo.state });
      await page.getByLabel("Public title").fill("Some card payments fail");
      await page.getByLabel("What everybody reads").fill("Card payments may fail. We are looking into it.");
      const box = page.getByRole("checkbox", { name: "On Acme" }).last();
      if (!(await box.isChecked())) await box.check();
      await page.getByLabel("Card payments").last().selectOption("partial");
      await page.getByLabel("Promise the next update").selectOption({ label: "In two hours" });
      await expect(page.frameLocator("iframe").getByText(/Next update by/)).toBeVisible();
      await look(page, "composer");
      await page.getByRole("button", { name: "Ask for approval" }).click();
      await expect(page.getByText("Somebody else has to approve it.")).toBeVisible();
      const queue = await enter("visitor", `${muster.url}/now`, { storageState: state });
      await expect(queue.getByRole("button", { name: /Bo Reyes asks to publish “Some card payments fail”/ })).toBeVisible();
      await look(queue, "approval");
      await expectAccessible(queue);
      await queue.getByRole("button", { name: /Bo Reyes asks to publish/ }).click();
      await queue.getByRole("button", { name: "Approve and publish" }).click();
      await reads("", "Card payments may fail. We are looking into it.");
      const [row] = (await admin.board.list.query({ q: reference })).items;
      expect(Date.parse(row?.nextUpdateDueAt ?? "") - Date.now()).toBeGreaterThan(110 * 60_000);
      await expect.poll(told, { timeout: 20_000 }).toContain("Card payments may fail. We are looking into it.");
      expect(told()).not.toContain("db-7");
    });

    await test.step("stakeholders read more by their link and ask the same thing twice; it is one card, answered once", async () => {
      const { url } = await admin.status.createLink.mutate({ slug: "acme", kind: "stakeholders", name: "Executives" });
      const path = new URL(url ?? "").pathname.replace("/acme", "");
      await reads(path, "For stakeholders");
      await look(customer, "stakeholders");
      for (const question of ["When will it be fixed?", "What is the ETA?"]) {
        await reads(path, "For stakeholders");
        await customer.getByText("Ask a question").click();
        await customer.getByLabel("Your question").fill(question);
        await customer.getByRole("button", { name: "Ask", exact: true }).click();
        await expect(customer.getByRole("heading", { name: "Your question was taken" })).toBeVisible();
      }
      const page = await enter("visitor", `${muster.url}/incidents/${reference}/public`, { storageState: state });
      await expect(async () => {
        await page.reload();
        await expect(page.getByText("2 people ask")).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await look(page, "questions");
      await page.getByLabel("The answer").fill("Within 10 minutes.");
      await page.getByRole("button", { name: "Answer for all" }).click();
      await expect(page.getByText("No published update says 10")).toBeVisible();
      await page.getByLabel("The answer").fill("We do not know yet; the next update says more.");
      await page.getByRole("button", { name: "Answer for all" }).click();
      await expect(page.getByText("2 people ask")).toHaveCount(0);
      await reads(path, "We do not know yet; the next update says more.");
      await look(customer, "answered");
      await expectReadable(browser, customer.url());
    });

    await test.step("it is identified and resolved, everywhere by one act each", async () => {
      const api = apiWith(muster.url, bo.state);
      const tell = async (status: "identified" | "resolved", text: string) => {
        const { id } = await api.status.publish.mutate({ reference, status, text, pages: ["acme"], accepts: true });
        await admin.status.approve.mutate({ reference, id, accepts: true });
        await reads("", text);
        await expect.poll(told, { timeout: 20_000 }).toContain(text);
      };
      await tell("identified", "We have found the cause and are undoing it.");
      await tell("resolved", "The problem is over. We are sorry.");
      await expect(customer.getByText("All systems are operational").first()).toBeVisible();
      await look(customer, "over");
      expect(slack.said.filter(({ channel: where }) => where === CHANNEL).filter(({ text }) => text.includes("[Acme]"))).toHaveLength(3);
    });
  } finally {
    await outside.close();
    await muster.stop();
    await slack.close();
  }
});
