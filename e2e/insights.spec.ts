import { readFile } from "node:fs/promises";
import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

test("figures over incidents lead to exactly the incidents that they count, by mouse, keyboard, address and file", async ({ enter, api, look }) => {
  const [ada, grace] = [api("ada"), api("grace")];
  const tag = Date.now().toString(36);
  const { id: team } = await ada.teams.create.mutate({ name: `Ledgers ${tag}`, description: "" });
  const slos = [{ name: "Bookings accepted", objective: 0.999, windowDays: 28 }];
  const { id: service } = await ada.services.create.mutate({ name: `Bookings ${tag}`, tier: 1, team, slos });

  const page = await enter("grace", `/insights?team=${team}`);
  await expect(page.getByRole("heading", { name: "No incident in these 90 days" })).toBeVisible();
  await expectAccessible(page);
  await look(page, "empty");

  const began = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const one = await declare(grace, `=Bookings fail ${tag}`, { severity: "SEV1", services: [service], startedAt: began(45) });
  await grace.incidents.openInterval.mutate({ reference: one, service, level: "major", startedAt: began(45) });
  const hypothesis = await grace.investigations.propose.mutate({ reference: one, statement: "The pool leaks", service: `Bookings ${tag}` });
  await grace.investigations.decide.mutate({ reference: one, id: hypothesis.id, decision: "accepted" });
  await grace.incidents.changeStatus.mutate({ reference: one, to: "resolved", summary: "Pool raised", impactEndedAt: new Date().toISOString() });
  const two = await declare(grace, `Bookings are slow ${tag}`, { severity: "SEV2", services: [service], startedAt: began(10) });
  const three = await declare(grace, `Bookings are late ${tag}`, { severity: "SEV2", services: [service], startedAt: began(20) });
  await declare(grace, `Practice ${tag}`, { kind: "drill", severity: "SEV2", services: [service] });

  await page.reload();
  const glance = page.getByRole("region", { name: "At a glance" });
  await expect(glance.getByRole("link", { name: "3", exact: true }).first()).toBeVisible();
  await expect(page.getByRole("img", { name: /^3 incidents by severity for each week/ })).toBeVisible();
  await expect(page.locator(".recharts-bar-rectangle").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Error budgets" })).toContainText("Bookings accepted 99.9 %");
  await look(page, "figures");
  await expectAccessible(page);

  await page.getByRole("group", { name: "Incidents over time: shown as" }).getByRole("button", { name: "Table" }).click();
  await expect(page.getByRole("region", { name: "Incidents over time" }).getByRole("row").last()).toContainText("3");

  await page.keyboard.press("b");
  await expect(page).toHaveURL(/by=service/);
  await expect(page.getByRole("region", { name: "Incidents by service" })).toContainText(`Bookings ${tag}`);
  await page.getByRole("group", { name: "Grouped by" }).getByRole("button", { name: "Cause" }).click();
  await expect(page.getByRole("region", { name: "Incidents by cause" })).toContainText("Other, in words");
  await look(page, "by-cause");
  await page
    .getByRole("region", { name: "Incidents by cause" })
    .getByRole("row", { name: /No cause established/ })
    .getByRole("link")
    .click();
  const rows = page.getByRole("list", { name: "Incidents" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: two })).toHaveCount(1);
  await expect(rows.filter({ hasText: three })).toHaveCount(1);
  await page.getByRole("button", { name: /^More filters/ }).click();
  await expect(page.getByRole("dialog").getByLabel("Declared from")).not.toHaveValue("");
  await expect(page.getByRole("dialog").getByText(`Ledgers ${tag}`)).toBeVisible();
  await expectAccessible(page);
  await look(page, "board-filters");
  await page.keyboard.press("Escape");

  await page.goto(`/insights?team=${team}&severity=SEV1&by=cause`);
  await expect(glance.getByRole("link", { name: "1", exact: true }).first()).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Incidents as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^insights-incidents-.*\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`${one},'=Bookings fail ${tag},real,SEV1,resolved,`);

  await page.getByRole("group", { name: "Kind" }).getByRole("button", { name: "drill" }).click();
  await page.getByRole("group", { name: "Severity" }).getByRole("button", { name: "SEV1" }).click();
  await expect(glance.getByRole("link", { name: "4", exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "30 days" }).click();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/);
  await expect(page.getByRole("img", { name: /for each day/ }).first()).toBeVisible();
});
