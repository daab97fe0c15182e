import type { Page } from "@playwright/test";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

/** What a person presses besides the words they type. */
async function pressEach(page: Page, keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test("from the board into the room of a new incident by keyboard, in few presses", async ({ enter, api, look }) => {
  await declare(api("linus"), "Payment API returns 500 for some cards", { severity: "SEV4" });
  const page = await enter("grace", "/incidents");
  await expect(page.getByRole("heading", { name: "Incidents", level: 1 })).toBeVisible();
  const title = "Payment API returns 500 for prepaid cards";
  const begun = Date.now();

  await pressEach(page, ["c"]);
  const dialog = page.getByRole("dialog", { name: "Declare an incident" });
  await expect(dialog.getByLabel("What is happening?")).toBeFocused();
  await page.keyboard.type(title);
  await expect(dialog.getByText("Is it one of these?")).toBeVisible();
  await pressEach(page, ["Tab", "ArrowLeft"]);
  await expect(dialog.getByRole("radio", { name: "SEV2" })).toBeChecked();
  await pressEach(page, ["Enter"]);
  await page.waitForURL(/\/incidents\/INC-\d{4}-\d{4}-\d{3,}$/);

  const room = roomOn(page);
  await expect(room.title).toHaveText(title);
  console.log(`    declared by keyboard with 4 presses and a title of ${title.length} letters, in the room after ${Date.now() - begun} ms`);
  await expect(page.getByRole("button", { name: /^Severity SEV2/ })).toBeVisible();
  await expect(room.entry("took the role Incident Commander")).toBeVisible();
  await expect(room.rail.getByRole("listitem").filter({ hasText: "Incident Commander" })).toContainText("Grace Okafor");

  await test.step("and the first note, still by keyboard", async () => {
    await pressEach(page, ["n"]);
    await expect(room.composer).toBeFocused();
    await page.keyboard.type("All failures are Visa, eu-central only");
    await pressEach(page, ["Control+Enter"]);
    await expect(room.entry("All failures are Visa")).toHaveCount(1);
    await expect(room.composer).toHaveValue("");
  });
  await look(page, "declared");

  await test.step("and back to the board, where it stands and opens again", async () => {
    await pressEach(page, ["Escape", "g", "i"]);
    await page.waitForURL(/\/incidents$/);
    await expect(page.getByRole("listitem").filter({ hasText: title })).toBeVisible();
    await pressEach(page, ["f"]);
    await page.keyboard.type("prepaid cards");
    await page.waitForURL(/q=prepaid/);
    await expect(page.getByRole("list", { name: "Incidents" }).getByRole("listitem")).toHaveCount(1);
    await pressEach(page, ["Escape", "j", "Enter"]);
    await expect(room.title).toHaveText(title);
  });
});

test("an incident that is open already is shown while typing, and joined instead", async ({ enter, api, look }) => {
  const open = "Warehouse scanners lose their session every few minutes";
  const reference = await declare(api("linus"), open, { severity: "SEV2" });
  const page = await enter("grace", "/incidents");
  await page.getByRole("main").getByRole("button", { name: "Declare incident" }).click();
  await page.keyboard.type("Scanners in the warehouse lose session");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Is it one of these?")).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: open })).toBeVisible();
  await look(page, "similar");
  await dialog.getByRole("link", { name: "Join instead" }).first().focus();
  await pressEach(page, ["Enter"]);
  await page.waitForURL(`**/incidents/${reference}`);
  await expect(roomOn(page).title).toHaveText(open);
});

test("what was typed of a declaration is kept when the dialog or the page is closed", async ({ enter }) => {
  const page = await enter("mara", "/incidents");
  await page.keyboard.press("c");
  await expect(page.getByLabel("What is happening?")).toBeFocused();
  await page.keyboard.type("Half a thought about DNS");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.reload();
  await page.getByRole("main").getByRole("button", { name: "Declare incident" }).click();
  await expect(page.getByLabel("What is happening?")).toHaveValue("Half a thought about DNS");
});
