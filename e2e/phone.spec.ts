import { devices, type Locator, type Page } from "@playwright/test";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function fitsTheScreen(page: Page): Promise<void> {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    "nothing sticks out sideways",
  ).toBeLessThanOrEqual(0);
}

/** Big enough for a thumb. */
async function isBig(target: Locator): Promise<void> {
  const box = await target.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0), `${target} has at least 40 pixels each way`).toBeGreaterThanOrEqual(40);
}

test("from bed: the board, a room, a note, a role and the status, by thumb", async ({ enter, api, cast, look }) => {
  const title = "Checkout fails for customers with an address in Åland, whatever card they use";
  const reference = await declare(api("linus"), title, { severity: "SEV1", summary: "Every order to Åland ends in an error page." });
  const page = await enter("grace", "/incidents", PHONE);
  const room = roomOn(page);
  await fitsTheScreen(page);
  await look(page, "board");
  await page.getByRole("listitem").filter({ hasText: reference }).getByRole("link").tap();

  await test.step("the room fits, with its clock and its first words", async () => {
    await expect(room.title).toHaveText(title);
    await fitsTheScreen(page);
    for (const name of ["Post update", "Add note", "More for this incident"]) await isBig(page.getByRole("button", { name }));
    await look(page, "room");
  });

  await test.step("a note", async () => {
    await room.composer.tap();
    await room.composer.fill("On my way to a laptop, five minutes");
    await page.getByRole("button", { name: "Add note" }).tap();
    await expect(room.entry("five minutes")).toBeVisible();
    await fitsTheScreen(page);
  });

  await test.step("a role, from the sheet", async () => {
    await page.getByRole("button", { name: "Roles, impact, next actions" }).tap();
    const sheet = page.getByRole("dialog", { name: reference });
    await expect(sheet.getByText(cast.linus.name).first()).toBeVisible();
    await look(page, "sheet");
    await sheet.getByRole("listitem").filter({ hasText: "Scribe" }).getByRole("button", { name: "Assign" }).tap();
    await page.getByRole("button", { name: "I take it" }).tap();
    await expect(sheet.getByRole("listitem").filter({ hasText: "Scribe" })).toContainText(cast.grace.name);
    await fitsTheScreen(page);
    await sheet.getByRole("button", { name: "Close" }).tap();
    await expect(sheet).toHaveCount(0);
  });

  await test.step("the status", async () => {
    await page.getByRole("button", { name: "Investigating" }).tap();
    await look(page, "status");
    await page.getByRole("button", { name: "Move to Identified" }).tap();
    await expect(page.getByRole("list", { name: "Status" }).locator("[aria-current=step]")).toHaveText(/Identified/);
  });
});

test("declared from a phone", async ({ enter, look }) => {
  const page = await enter("mara", "/incidents", PHONE);
  const open = page.getByRole("main").getByRole("button", { name: "Declare incident" });
  await isBig(open);
  await open.tap();
  const dialog = page.getByRole("dialog", { name: "Declare an incident" });
  await dialog.getByLabel("What is happening?").fill("Map tiles are grey in the driver's app");
  await dialog.getByText("SEV2", { exact: true }).tap();
  await fitsTheScreen(page);
  await look(page, "declare");
  await dialog.getByRole("button", { name: "Declare", exact: true }).tap();
  await expect(roomOn(page).title).toHaveText("Map tiles are grey in the driver's app");
  await fitsTheScreen(page);
});
