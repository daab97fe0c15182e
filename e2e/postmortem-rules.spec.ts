import type { Page } from "@playwright/test";
import { DEFAULT_RULES } from "#lib/contracts/postmortem-template.ts";
import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

const row = (page: Page, title: string) => page.getByRole("list", { name: "Sections" }).getByRole("listitem").filter({ hasText: title });
const preview = (page: Page) => page.getByRole("region", { name: "Preview" });

test("an administrator changes how postmortems are made, sees what it would write, and goes back to the shipped template", async ({
  enter,
  api,
  look,
}) => {
  const grace = api("grace");
  const ended = await declare(grace, "Labels print twice", { severity: "SEV3" });
  await grace.incidents.changeStatus.mutate({
    reference: ended,
    to: "resolved",
    summary: "The queue is drained",
    impactEndedAt: new Date().toISOString(),
  });

  const page = await enter("ada", "/settings/postmortems");
  await expect(preview(page)).toContainText("Labels print twice");
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  await page.getByRole("button", { name: "Add section" }).click();
  await page.getByRole("menuitem", { name: "A section of your own…" }).click();
  const sheet = page.getByRole("dialog", { name: "New section" });
  await sheet.getByLabel("Title").fill("What customers saw");
  await sheet.getByLabel("Standing text").fill("Ask support before the review.");
  await sheet.getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: "Move What customers saw up" }).click();
  await page.getByRole("button", { name: "Remove Appendix" }).click();
  await page.getByLabel("Approvals, SEV3").fill("2");
  await expect(preview(page)).toContainText("Ask support before the review.");
  await expect(preview(page)).not.toContainText("Appendix");
  await look(page, "editing");
  await expectAccessible(page);

  await page.reload();
  await expect(page.getByText("This is what you had not saved yet.")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const reference = await declare(grace, "Labels print thrice", { severity: "SEV3" });
  await grace.postmortems.draft.mutate({ reference });
  const written = await enter("grace", `/incidents/${reference}/postmortem`);
  await expect(written.getByRole("textbox", { name: "Text of the postmortem" })).toContainText("Ask support before the review.");
  expect(await grace.postmortems.head.query({ reference })).toMatchObject({ requiredApprovals: 2 });

  await page.getByRole("button", { name: "Reset to the shipped one" }).click();
  await expect(row(page, "Appendix")).toBeVisible();
  await expect(row(page, "What customers saw")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "What customers saw")).toBeVisible();
  await page.getByRole("button", { name: "Reset to the shipped one" }).click();
  const { version } = await api("ada").postmortems.rules.query();
  await api("ada").postmortems.saveRules.mutate({ version, rules: { ...DEFAULT_RULES, approvals: { SEV1: 3, SEV2: 3, SEV3: 3, SEV4: 3 } } });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/changed how postmortems are made while you were editing/)).toBeVisible();
  await look(page, "conflict");
  await page.getByRole("button", { name: "Save mine" }).click();
  await expect.poll(async () => (await api("ada").postmortems.rules.query()).rules).toEqual(DEFAULT_RULES);
});

test("how postmortems are made is read by everybody, and changed by administrators only", async ({ enter }) => {
  const reader = await enter("grace", "/settings/postmortems");
  await expect(reader.getByText("Only administrators change how postmortems are made.")).toBeVisible();
  await expect(reader.getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
  await expect(reader.getByLabel("Approvals, SEV1")).toBeDisabled();
});
