import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

const lines = (page: Page, severity: string) => page.getByRole("region", { name: severity, exact: true });

test("an administrator says who is told, and news reaches them while they look elsewhere", async ({ enter, api, join, look }) => {
  const nora = await join("Nora Winter");
  const page = await enter("ada", "/settings/notices");
  await expect(lines(page, "SEV1").getByText("Everyone")).toBeVisible();
  await expect(lines(page, "SEV1")).toContainText(/If one began now: \d+ people/);
  await look(page, "matrix");
  await expectAccessible(page);

  const minor = lines(page, "SEV3");
  await minor.getByRole("button", { name: "Add a line" }).click();
  const added = minor.getByRole("listitem").last();
  await added.getByLabel("Line 2: tells").fill("Nora");
  await page.getByRole("option", { name: /Nora Winter/ }).click();
  await added.getByRole("checkbox", { name: "Each update" }).check();
  await added.getByRole("checkbox", { name: "It ends" }).uncheck();
  await look(page, "adding");

  await page.reload();
  await expect(page.getByText("This is what you had not saved yet.")).toBeVisible();
  await expect(minor.getByText("Nora Winter")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(minor).toContainText("If one began now: 1 person");

  const elsewhere = await enter(nora, "/services");
  const reference = await declare(api("grace"), "Invoices come late");
  await api("grace").incidents.postUpdate.mutate({ reference, text: "The queue drains; all will be out by noon" });
  // Updates of other stories' incidents of SEV3 reach her meanwhile too.
  await expect(elsewhere.getByRole("button", { name: /^Notifications, \d+ unread$/ })).toBeVisible();
  await elsewhere.getByRole("button", { name: /^Notifications/ }).click();
  await expect(elsewhere.getByText("all will be out by noon")).toBeVisible();
  await look(elsewhere, "told");

  const status = await enter("grace", `/incidents/${reference}/escalation`);
  await expect(status.getByText("In Muster: Nora Winter, 1 message, the update")).toBeVisible();
  await look(status, "communication");
});

test("who is told is kept when somebody else changed it meanwhile, and read by those who may not change it", async ({ enter, api, look }) => {
  const page = await enter("ada", "/settings/notices");
  await lines(page, "SEV4")
    .getByRole("button", { name: /^Remove line 1/ })
    .click();
  await expect(lines(page, "SEV4")).toContainText("Nobody is told but those who work on it");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(lines(page, "SEV4").getByRole("listitem")).not.toHaveCount(0);
  await lines(page, "SEV4")
    .getByRole("button", { name: /^Remove line 1/ })
    .click();

  const { version, matrix } = await api("ada").notices.book.query();
  await api("ada").notices.save.mutate({ version, matrix: { ...matrix, SEV4: [{ audiences: [{ kind: "watchers" }], events: ["resolved"] }] } });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/changed who is told while you were editing/)).toBeVisible();
  await look(page, "conflict");
  await page.getByRole("button", { name: "Keep theirs" }).click();
  await expect(lines(page, "SEV4").getByText("Whoever watches it")).toBeVisible();

  const reader = await enter("vera", "/settings/notices");
  await expect(reader.getByText("Only administrators change who is told.")).toBeVisible();
  await expect(reader.getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
});
