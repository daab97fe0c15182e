import { devices, type Locator, type Page } from "@playwright/test";
import pg from "pg";
import type { Api } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { databaseUrlOf, installation } from "./installation.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const agent = "incident-commander";

const queueOn = (page: Page) => page.getByRole("region", { name: "Needs your decision" });
const cardOn = (page: Page, title: string | RegExp): Locator => queueOn(page).getByRole("button", { name: title });
const ask = (api: Api, prompt: string, incident?: string) => api.agents.start.mutate({ agent, prompt, incident });

test("what an agent proposes comes into the Now queue of who asked and of who commands, and goes for both at once", async ({
  enter,
  api,
  join,
  look,
}) => {
  const nora = await join("Nora Vale");
  const reference = await declare(api("grace"), "Gift cards are charged twice");
  const room = await enter("grace", `/incidents/${reference}`);
  const now = await enter(nora, "/now");
  await roomOn(room).isLive();
  const elsewhere = await enter(nora, "/services");
  await expect(now.getByText("All is calm")).toBeVisible();
  const proposal = "Incident commander proposes: Add note";

  await test.step("it comes up in the room and on the page, with the count beside its name", async () => {
    await ask(api(nora), "Note: rolled back to 4.17.3", reference);
    await expect(cardOn(room, proposal)).toBeVisible();
    await expect(cardOn(now, proposal)).toBeVisible();
    for (const page of [now, elsewhere]) await expect(page.getByRole("link", { name: "Now, 1 waiting" })).toBeVisible();
    await expect(queueOn(now).getByRole("link", { name: reference })).toBeVisible();
    await expect(queueOn(now)).toContainText("The proposal expires, and nothing is done.");
  });

  await test.step("the commander accepts it by keyboard; it is done under their name, and gone for both", async () => {
    await cardOn(room, proposal).click();
    await expect(queueOn(room)).toContainText("Nora Vale asked “Note: rolled back to 4.17.3”.");
    await look(room, "room");
    await expectAccessible(room);
    await room.keyboard.press("a");
    await expect(roomOn(room).entry("rolled back to 4.17.3")).toContainText("Grace Okafor");
    await expect(cardOn(room, proposal)).toHaveCount(0);
    await expect(now.getByText("All is calm")).toBeVisible();
    await expect(elsewhere.getByRole("link", { name: "Now", exact: true })).toBeVisible();
  });
});

test("a declaration is proposed before there is an incident, asked once more, and done by keyboard", async ({ enter, api, join, look }) => {
  const nora = await join("Nora Quist");
  const kim = await join("Kim Aster");
  const { id: team } = await api("ada").teams.create.mutate({ name: "Rewards" });
  await api("ada").teams.setMember.mutate({ id: team, person: kim.id });
  await api("ada").services.create.mutate({ name: "Loyalty points", tier: 2, team });
  const page = await enter(nora, "/now");
  await expect(page.getByText("All is calm")).toBeVisible();
  const { id } = await ask(api(nora), "Declare SEV2 incident: Loyalty points are lost");
  const proposal = cardOn(page, "Incident commander proposes: Declare incident");
  await expect(proposal).toHaveAttribute("aria-expanded", "true");
  await expect(queueOn(page)).toContainText("About no incident yet");
  await look(page, "now");
  await expectAccessible(page);

  await test.step("a asks once more, with what will happen; Escape leaves it", async () => {
    await page.keyboard.press("a");
    const asked = page.getByRole("alertdialog");
    await expect(asked).toContainText("Loyalty points are lost");
    await expect(asked).toContainText("This reaches people.");
    await expect(asked).toContainText("Kim Aster to be Subject Expert");
    await look(page, "confirm");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(asked).toHaveCount(0);
    await expect(proposal).toBeVisible();
  });

  await test.step("accepted, it is declared", async () => {
    await page.keyboard.press("a");
    await page.getByRole("alertdialog").getByRole("button", { name: "Accept" }).click();
    await expect(proposal).toHaveCount(0);
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
    await expect.poll(async () => (await api(nora).agents.read.query({ id })).proposals).toMatchObject([{ state: "accepted", result: { ok: true } }]);
    await expect(cardOn(page, "Post the next update")).toBeVisible();
  });

  await test.step("who was asked for a role finds the question, and the run shows why", async () => {
    const kims = await enter(kim, "/now");
    await expect(cardOn(kims, "Nora Quist asks you to be Subject Expert")).toBeVisible();
    await page.goto(`/agents/runs/${id}`);
    await expect(page.getByRole("row", { name: /^Subject Expert Kim Aster owns Loyalty points with Rewards/ })).toBeVisible();
    await look(page, "who-and-why");
    await expectAccessible(page);
    await page.goto("/now");
  });

  await test.step("another one is rejected by x, and e opens its run", async () => {
    const second = await ask(api(nora), "Declare SEV3 incident: Receipts are late");
    await expect(proposal).toBeVisible();
    await proposal.focus();
    await page.keyboard.press("k");
    if ((await proposal.getAttribute("aria-expanded")) !== "true") await proposal.click();
    await page.keyboard.press("x");
    await expect(proposal).toHaveCount(0);
    expect((await api(nora).agents.read.query({ id: second.id })).proposals).toMatchObject([{ state: "rejected" }]);
    const third = await ask(api(nora), "Declare SEV3 incident: Receipts are late");
    await expect(proposal).toBeVisible();
    if ((await proposal.getAttribute("aria-expanded")) !== "true") await proposal.click();
    await page.keyboard.press("e");
    await page.waitForURL(`**/agents/runs/${third.id}`);
  });
});

test("on the phone a proposal is decided by thumb, and one whose time is over leaves by itself", async ({ enter, api, join, look }) => {
  const omar = await join("Omar Vale");
  const page = await enter(omar, "/now", PHONE);
  const { id } = await ask(api(omar), "Declare SEV3 incident: The map of drivers is empty");
  const proposal = cardOn(page, "Incident commander proposes: Declare incident");
  await expect(proposal).toBeVisible();
  for (const button of [queueOn(page).getByRole("button", { name: "Accept…" }), queueOn(page).getByRole("button", { name: "Reject" })]) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await look(page, "phone");

  const database = new pg.Client({ connectionString: databaseUrlOf(await installation()) });
  await database.connect();
  await database.query("UPDATE proposal SET expires_at = muster_now() WHERE run_id = $1", [id]);
  await database.end();
  await expect(proposal).toHaveCount(0, { timeout: 25_000 });
  await expect(page.getByText("All is calm")).toBeVisible();
  expect((await api(omar).agents.read.query({ id })).proposals).toMatchObject([{ state: "expired" }]);
});
