import type { Locator, Page } from "@playwright/test";
import pg from "pg";
import { runIn } from "./asking.ts";
import { expectAccessible } from "./axe.ts";
import { databaseUrlOf, installation } from "./installation.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

/** Who is VP Engineering from here on. */
async function appointVp(person: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrlOf(await installation()) });
  await client.connect();
  const { rowCount } = await client.query("UPDATE position SET user_id = $1 WHERE key = 'vp-engineering'", [person]);
  await client.end();
  expect(rowCount).toBe(1);
}

const panelOn = (page: Page): Locator => page.getByRole("dialog", { name: "Escalation manager" });

async function askOn(page: Page, text: string): Promise<void> {
  await page.keyboard.press("/");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type(text);
  await expect(page.getByRole("option", { name: /^Ask the escalation-manager: / })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
}

test("the escalation-manager escalates with a person's consent, and says who was notified", async ({ enter, api, join, look }) => {
  const vp = await join("Dave Osei");
  await appointVp(vp.id);
  const reference = await declare(api("grace"), "Payments are refused in every shop", { severity: "SEV2" });
  const page = await enter("grace", `/incidents/${reference}`);
  const panel = panelOn(page);
  const run = runIn(panel);
  const ask = (text: string) => askOn(page, text);

  await test.step("a sentence in the command bar becomes one proposal, with its effect in words", async () => {
    await ask(`Escalate INC-${reference.slice(-3)} to SEV1 - need VP Engineering`);
    await run.stands("Done");
    await expect(run.proposals).toHaveCount(1);
    await expect(run.proposals).toContainText(`Raises ${reference} to SEV1. Pages whoever is VP Engineering`);
    await look(page, "proposal");
    await expectAccessible(page);
  });

  await test.step("accepted, the severity is raised and the page recorded", async () => {
    await run.button("Accept…").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Accept" }).click();
    await expect.poll(async () => (await api("grace").room.read.query({ reference })).room.severity).toBe("SEV1");
    const log = await api("grace").room.log.query({ reference });
    const paged = log.flatMap(({ fact }) => (fact.kind === "page" && fact.isByHand ? fact.steps.flatMap(({ pages }) => pages) : []));
    expect(paged.map(({ name }) => name)).toEqual([vp.name]);
    await page.keyboard.press("Escape");
    await expect(panel).toHaveCount(0);
  });

  await test.step("who was notified is a table of what happened", async () => {
    await ask("Who has been notified for the current incident?");
    await run.stands("Done");
    await expect(run.transcript).toContainText(`Escalation Status: ${reference}`);
    await expect(run.transcript.getByRole("row", { name: new RegExp(`VP Engineering ${vp.name} \\d\\d:\\d\\d`) })).toBeVisible();
    for (const heading of ["Escalation Timeline", "Next Escalation", "Communication Sent", "Recommended Actions"])
      await expect(run.transcript.getByRole("heading", { name: heading })).toBeVisible();
    await look(page, "status");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(panel).toHaveCount(0);
  });
});

test("the executive summary cites the timeline, and says what is not known", async ({ enter, api, look }) => {
  const reference = await declare(api("grace"), "Refunds are paid out twice", { severity: "SEV1" });
  const page = await enter("grace", `/incidents/${reference}`);
  const run = runIn(panelOn(page));
  await askOn(page, "Write the executive summary");
  await run.stands("Done");
  await expect(run.transcript.getByRole("listitem").first()).toContainText(/SEV1: Refunds are paid out twice\. ?#1/);
  await expect(run.transcript).toContainText("The cause is not known yet.");
  await expect(page.getByRole("link", { name: /^Entry \d+ of INC-/ }).first()).toHaveAttribute("href", /#entry-\d+$/);
  await look(page, "executive-summary");
  await expectAccessible(page);
});
