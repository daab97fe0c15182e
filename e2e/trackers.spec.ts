import { type FarSide, startFarSide } from "#server/connectors/testing/far-side.ts";
import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

let far: FarSide;
test.beforeEach(async () => {
  far = await startFarSide({
    "/repos/acme/shop": { body: { full_name: "acme/shop", has_issues: true } },
    "/repos/acme/shop/issues": { status: 201, body: { number: 12, html_url: "https://github.com/acme/shop/issues/12" } },
    "/repos/acme/shop/issues/12": { body: { state: "open" } },
  });
});
test.afterEach(() => far.close());

test("an administrator connects GitHub, and an action item becomes an issue there", async ({ enter, api, look }) => {
  const ada = api("ada");
  const { version, settings } = await ada.settings.read.query();
  await ada.settings.change.mutate({ version, settings: { ...settings, allowedHosts: [...new Set([...settings.allowedHosts, "127.0.0.1"])] } });
  const page = await enter("ada", "/settings/connections");
  await expect(page.getByText("No tracker is connected yet")).toBeVisible();
  await page.getByRole("button", { name: "Connect a tracker" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Tracker")).toHaveValue("github");
  await dialog.getByLabel("Repository").fill("shop");
  await dialog.getByRole("button", { name: "Save and test" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Give the repository as owner/name.");
  await dialog.getByLabel("Repository").fill("acme/shop");
  await dialog.getByLabel("Another address").fill(far.url);
  await dialog.getByLabel("Token").fill("a-token");
  await look(page, "connecting");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save and test" }).click();
  const line = page.getByRole("list", { name: "Trackers" }).getByRole("listitem").filter({ hasText: "GitHub issues" });
  await expect(line).toContainText("Issues go to acme/shop.");
  await look(page, "connected");

  const grace = api("grace");
  const title = `Alert on the pool ${Date.now().toString(36)}`;
  const reference = await declare(grace, "The pool is full", { severity: "SEV3" });
  await grace.actionItems.add.mutate({ reference, title, priority: "P1" });
  const board = await enter("grace", "/action-items");
  await board.getByRole("button", { name: `Make a ticket of ${title}` }).click();
  await board.getByRole("menuitem", { name: "GitHub issues" }).click();
  const item = board.getByRole("listitem").filter({ hasText: title });
  await expect(item.getByRole("link", { name: "acme/shop#12" })).toHaveAttribute("href", "https://github.com/acme/shop/issues/12");
  expect(far.asked.find(({ method }) => method === "POST")?.body).toContain(`An action item of ${reference}`);
  await look(board, "ticket");
  await expectAccessible(board);
});
