import { devices, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const BRIEF = { situation: "Half of the mail is delayed", investigations: "", tried: "", next: "", blockers: "" };

const queueOn = (page: Page) => page.getByRole("region", { name: "Needs your decision" });
const cardOn = (page: Page, title: string | RegExp): Locator => queueOn(page).getByRole("button", { name: title });

test("the room asks for what needs a decision, and takes it by keyboard", async ({ enter, api, cast, look }) => {
  const reference = await declare(api("grace"), "Invoices are sent twice", { severity: "SEV2" });
  const page = await enter("grace", `/incidents/${reference}`);
  const unfilled = cardOn(page, "Communications is unfilled");
  const update = cardOn(page, "Post the next update");

  await test.step("the earliest due is open, with what happens when nobody answers", async () => {
    await expect(unfilled).toHaveAttribute("aria-expanded", "true");
    await expect(queueOn(page)).toContainText("Everybody on the incident is told");
    await expect(update).toHaveAttribute("aria-expanded", "false");
    await look(page, "room");
    await expectAccessible(page);
  });

  await test.step("j and k move, e opens the dialog, x puts aside", async () => {
    await page.keyboard.press("j");
    await expect(update).toHaveAttribute("aria-expanded", "true");
    await expect(update).toBeFocused();
    await page.keyboard.press("x");
    await expect(update).toBeHidden();
    await queueOn(page).getByRole("button", { name: "1 put aside: show" }).click();
    await page.keyboard.press("k");
    await expect(unfilled).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("e");
    await expect(page.getByRole("dialog", { name: "Assign Communications" })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("a takes the role, and the queue follows", async () => {
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("a");
    await expect(unfilled).toBeHidden();
    await expect(roomOn(page).rail.getByRole("listitem").filter({ hasText: "Communications" })).toContainText(cast.grace.name);
  });

  await test.step("what is due later is a line until somebody opens it; a writes the update", async () => {
    await expect(update).toHaveAttribute("aria-expanded", "false");
    await look(page, "later");
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    const dialog = page.getByRole("dialog", { name: "Post an update" });
    await dialog.getByLabel(/^What is known/).fill("Sending is paused, nothing goes out twice now");
    await dialog.getByRole("button", { name: "Post update" }).click();
    await expect(roomOn(page).entry("nothing goes out twice now")).toBeVisible();
    await expect(update).toBeVisible();
  });

  await test.step("the sheet behind ? lists the keys", async () => {
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toContainText("Next decision");
    await expect(page.getByRole("dialog")).toContainText("Decline, or not now");
  });
});

test("decisions of all incidents come together, as they come up", async ({ enter, api, join, look }) => {
  // Alerts of other stories may have declared what nobody commands, which asks everybody.
  const { items } = await api("ada").board.list.query({ limit: 100 });
  for (const { reference, commander } of items)
    if (commander === null) await api("ada").incidents.changeStatus.mutate({ reference, to: "cancelled", reason: "Only tried" });
  const nora = await join("Nora Pike");
  const page = await enter(nora, "/now");
  await expect(page.getByText("All is calm")).toBeVisible();
  await look(page, "calm");
  const first = await declare(api("grace"), "Mail is delayed");
  const second = await declare(api("linus"), "Push messages are late");
  await api("grace").roles.offerHandover.mutate({ reference: first, to: nora.id, brief: BRIEF });
  await api("linus").roles.assign.mutate({ reference: second, role: "scribe", user: nora.id });
  const asked = cardOn(page, "Linus Brandt asks you to be Scribe");
  const offered = cardOn(page, "Grace Okafor offers you command");

  await test.step("both stand there with their incidents, and the navigation counts them", async () => {
    await expect(asked).toBeVisible();
    await expect(offered).toBeVisible();
    await expect(queueOn(page).getByRole("link", { name: second })).toBeVisible();
    await expect(page.getByRole("link", { name: "Now, 2 waiting" })).toBeVisible();
    await look(page, "two");
    await expectAccessible(page);
  });

  await test.step("one is declined by keyboard", async () => {
    await expect(asked).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("x");
    await expect(asked).toBeHidden();
  });

  await test.step("command is read back and taken, without leaving", async () => {
    await page.keyboard.press("a");
    const dialog = page.getByRole("dialog", { name: "Grace Okafor offers you command" });
    await expect(dialog).toContainText(BRIEF.situation);
    await dialog.getByLabel(/^Read back in your own words/).fill("Half of it is late. I look at the queue.");
    await look(page, "read-back");
    await dialog.getByRole("button", { name: "Accept command" }).click();
    await expect(offered).toBeHidden();
    await expect(cardOn(page, "Post the next update")).toBeVisible();
  });
});

test("on the phone a decision is one press of a thumb", async ({ enter, api, join, look }) => {
  const omar = await join("Omar Reyes");
  const reference = await declare(api("grace"), "The map of drivers stands still");
  await api("grace").roles.assign.mutate({ reference, role: "deputy", user: omar.id });
  const page = await enter(omar, "/now", PHONE);
  const accept = queueOn(page).getByRole("button", { name: "Accept", exact: true });
  for (const button of [accept, queueOn(page).getByRole("button", { name: "Decline", exact: true })]) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await look(page, "phone");
  await accept.tap();
  await expect(cardOn(page, "Grace Okafor asks you to be Deputy")).toBeHidden();
  await page.goto(`/incidents/${reference}`);
  await expect(roomOn(page).entry("took the role Deputy")).toBeVisible();
  await look(page, "phone-room");
});
