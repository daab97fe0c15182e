import { devices } from "@playwright/test";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const MORE = { name: "More for this entry" };

test("what can be done with an entry is reached by mouse, by keyboard and by finger", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "Thumbnails are upside down");
  await api("linus").notes.add.mutate({ reference, text: "Only portrait pictures" });
  const page = await enter("linus", `/incidents/${reference}`);
  const note = roomOn(page).entry("Only portrait pictures");

  await test.step("by mouse, from the entry itself", async () => {
    await note.hover();
    await note.getByRole("button", { name: "Pin" }).click();
    await expect(page.getByRole("region", { name: "Pinned" })).toContainText("Only portrait pictures");
  });

  await test.step("by keyboard, from the button to the menu and back", async () => {
    await page.reload();
    await page.mouse.move(0, 0);
    await page.getByRole("button", { name: "Starred" }).focus();
    const more = note.getByRole("button", MORE);
    for (let presses = 0; presses < 60 && !(await more.evaluate((button) => button === document.activeElement)); presses += 1)
      await page.keyboard.press("Tab");
    await expect(more).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: "Star for the postmortem" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(more).toBeFocused();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Star for the postmortem" }).press("Enter");
    await expect(note).toContainText("for postmortem");
  });

  await test.step("by finger, with one touch", async () => {
    const phone = await enter("linus", `/incidents/${reference}`, {
      ...android,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const entry = roomOn(phone).entry("Only portrait pictures");
    await entry.getByRole("button", MORE).tap();
    await phone.getByRole("menuitem", { name: "Unpin" }).tap();
    await expect(phone.getByRole("region", { name: "Pinned" })).toHaveCount(0);
  });
});
