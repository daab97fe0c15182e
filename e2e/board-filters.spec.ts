import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

test("the board is narrowed to a service and a commander, and its address says so", async ({ enter, api, cast, look }) => {
  const tag = Date.now().toString(36);
  const name = `Parcel labels ${tag}`;
  const { id } = await api("ada").services.create.mutate({ name, tier: 2 });
  const [mine, theirs, other] = ["Labels come out blank", "Labels name the wrong street", "Scales are off by a gram"].map(
    (title) => `${title} ${tag}`,
  );
  await declare(api("grace"), mine ?? "", { services: [id] });
  await declare(api("linus"), theirs ?? "", { services: [id] });
  await declare(api("grace"), other ?? "");
  const page = await enter("vera", "/incidents");
  const board = page.getByRole("list", { name: "Incidents" });
  const dialog = page.getByRole("dialog", { name: "More filters" });

  await page.getByRole("button", { name: "More filters" }).click();
  await dialog.getByLabel("Services").fill(name);
  await page.getByRole("option", { name }).click();
  await expect(board.getByRole("listitem")).toHaveCount(2);
  await dialog.getByLabel("Commander").fill("grace");
  await page.getByRole("option", { name: /Grace/ }).click();
  await expect(board.getByRole("listitem")).toHaveCount(1);
  await look(page, "more-filters");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page).toHaveURL(new RegExp(`service=${id}&commander=${cast.grace.id}`));

  await page.reload();
  await expect(board.getByRole("listitem")).toHaveCount(1);
  await expect(board).toContainText(mine ?? "");
  await page.getByRole("button", { name: "More filters: 2" }).click();
  await expect(dialog.getByText(name)).toBeVisible();
  await expect(dialog.getByText("Grace Okafor")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Closed" }).check();
  await expect(page.getByText("No incident fits")).toBeVisible();
  await dialog.getByRole("button", { name: "Clear these" }).click();
  await expect(page).toHaveURL(/\/incidents\??$/);
  await expect(board).toContainText(other ?? "");
});

test("a board that was left shows the present when it is entered again", async ({ enter, api }) => {
  const tag = Date.now().toString(36);
  const before = await declare(api("linus"), `Labels are printed twice ${tag}`);
  const page = await enter("vera", "/incidents");
  await page.getByRole("listitem").filter({ hasText: before }).getByRole("link").click();
  await page.waitForURL(`**/incidents/${before}`);
  await expect(page.getByRole("heading", { level: 1, name: `Labels are printed twice ${tag}` })).toBeVisible();
  const meanwhile = await declare(api("grace"), `Labels are not printed at all ${tag}`);
  await api("linus").incidents.edit.mutate({
    reference: before,
    title: { to: `Labels were printed twice ${tag}`, expected: `Labels are printed twice ${tag}` },
  });
  await page.getByRole("link", { name: "Incidents", exact: true }).click();
  const board = page.getByRole("list", { name: "Incidents" });
  await expect(board.getByRole("listitem").filter({ hasText: meanwhile })).toBeVisible();
  await expect(board.getByRole("listitem").filter({ hasText: before })).toContainText("Labels were printed twice");
});
