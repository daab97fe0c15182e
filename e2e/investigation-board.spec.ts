import { devices } from "@playwright/test";
import type { Api } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { poolBundle } from "./bundle.ts";
import { investigationOn } from "./investigating.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const CERTIFICATE = "The certificate of the gateway expired";
const DISK = "The disk of the ledger is full";

const statesOf = async (api: Api, reference: string) =>
  Object.fromEntries((await api.room.read.query({ reference })).room.hypotheses.map(({ statement, state }) => [statement, state]));

test("hypotheses are added, judged and accepted in one browser and seen in the other, and what was decided can be taken back", async ({
  enter,
  api,
  look,
}) => {
  const reference = await declare(api("grace"), "The gateway refuses everybody", { severity: "SEV2" });
  await api("linus").investigations.propose.mutate({ reference, statement: DISK });
  const place = `/incidents/${reference}/investigation`;
  const [one, two] = [await enter("grace", place), await enter("linus", place)];
  const [grace, linus] = [investigationOn(one), investigationOn(two)];

  await test.step("one's own is added by a key, and is there for the other", async () => {
    await expect(grace.card(DISK)).toBeVisible();
    await one.keyboard.press("h");
    await expect(one.getByLabel("What is the cause, in your view?")).toBeFocused();
    await one.keyboard.type(CERTIFICATE);
    await one.getByLabel("What would tell (optional)").fill("openssl s_client shows the dates");
    await one.keyboard.press("Enter");
    await expect(linus.card(CERTIFICATE)).toContainText("openssl s_client shows the dates");
    await expect(linus.card(CERTIFICATE)).toContainText("Grace Okafor");
  });

  await test.step("keys go through the cards and decide; undo takes it back", async () => {
    await one.keyboard.press("j");
    await expect(grace.card(DISK)).toBeFocused();
    await one.keyboard.press("2");
    await expect(linus.card(DISK)).toContainText("refuted by Grace Okafor");
    await one.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => statesOf(api("grace"), reference)).toMatchObject({ [DISK]: "proposed" });
    await expect(linus.card(DISK).getByRole("button", { name: "Refute" })).toBeVisible();
  });

  await test.step("one is accepted as the root cause, and a second cannot be", async () => {
    await linus.card(CERTIFICATE).getByRole("button", { name: "Accept as root cause" }).click();
    await expect(grace.card(CERTIFICATE)).toContainText("root cause");
    await expect(grace.board.getByRole("article").first()).toHaveAccessibleName(CERTIFICATE);
    await grace.card(DISK).getByRole("button", { name: "Accept as root cause" }).click();
    await expect(one.getByText(/is accepted as the root cause\. Take that up again first/)).toBeVisible();
    await look(one, "accepted");
    await expectAccessible(one);
    await grace.card(DISK).getByRole("button", { name: "Withdraw" }).click();
    await expect(linus.card(DISK)).toContainText("withdrawn");
    await linus.card(DISK).getByRole("button", { name: "Take up again" }).click();
    await expect(grace.card(DISK).getByRole("button", { name: "Support" })).toBeVisible();
  });
});

test("who only looks on sees the board and decides nothing", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "The hall is dark", { severity: "SEV4" });
  await api("grace").investigations.propose.mutate({ reference, statement: "The fuse blew" });
  const page = await enter("vera", `/incidents/${reference}/investigation`);
  const board = investigationOn(page);
  await expect(board.card("The fuse blew")).toBeVisible();
  await expect(board.card("The fuse blew").getByRole("button")).toHaveCount(0);
  await expect(board.button("Investigate")).toHaveCount(0);
  await expect(board.button("Upload files")).toHaveCount(0);
});

test("when it is over, people say how right the analyst was, and its record counts that", async ({ enter, api, look }) => {
  const reference = await declare(api("grace"), "Refunds hang", { severity: "SEV3", startedAt: new Date(Date.now() - 30 * 60_000).toISOString() });
  const page = await enter("grace", `/incidents/${reference}/investigation`);
  const on = investigationOn(page);
  await on.upload(poolBundle(Date.now(), "refunds"));
  await expect(on.uploads.getByRole("listitem")).toHaveCount(4);
  await on.button("Investigate").click();
  await on.stands("Done");
  await expect(on.report).toContainText("people say here how right the analyst was");
  await on.button("Accept its root cause").click();
  await expect(on.board.getByText("root cause", { exact: true })).toBeVisible();
  await api("grace").incidents.changeStatus.mutate({ reference, to: "resolved", summary: "The flag is off.", hasNoImpact: true });
  await on.verdict.getByLabel("One hop short").check();
  await on.verdict.getByLabel("Note (optional)").fill("The flag, not the pool");
  await on.button("Save verdict").click();
  await expect(on.verdict).toContainText("One hop short, says Grace Okafor");
  await look(page, "verdict");
  await page.goto("/agents/record");
  const line = page.getByRole("list", { name: "Investigations" }).getByRole("listitem").filter({ hasText: reference });
  await expect(line).toContainText("One hop short");
  await expect(line).toContainText("The flag, not the pool");
  await expect(page.getByRole("region", { name: "Sums" })).toContainText(/\d+ of 100/);
  await look(page, "record");
  await expectAccessible(page);
});

test("on the phone all is one column, buttons are for thumbs, and nothing sticks out", async ({ enter, api, look }) => {
  const reference = await declare(api("grace"), "Tills stand still", {
    severity: "SEV2",
    startedAt: new Date(Date.now() - 30 * 60_000).toISOString(),
  });
  const page = await enter("grace", `/incidents/${reference}/investigation`, PHONE);
  const on = investigationOn(page);
  await look(page, "phone-empty");
  await on.upload(poolBundle(Date.now(), "tills"));
  await expect(on.uploads.getByRole("listitem")).toHaveCount(4);
  await on.button("Investigate").tap();
  await on.stands("Done");
  await look(page, "phone-stream");
  const accept = on.board.getByRole("button", { name: "Accept as root cause" }).first();
  await accept.scrollIntoViewIfNeeded();
  const box = await accept.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await look(page, "phone-board");
  const chip = on.report.getByRole("button", { name: /^Evidence E\d+: / }).first();
  await chip.scrollIntoViewIfNeeded();
  await chip.tap();
  await expect(page.getByRole("dialog", { name: /^Evidence E/ })).toContainText(/captured as C\d/);
  await look(page, "phone-chip");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await page.keyboard.press("Escape");
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible(page);
});
