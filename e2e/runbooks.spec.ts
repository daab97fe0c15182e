import { devices, type Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const step = (page: Page, name: string | RegExp) => page.getByRole("region", { name: "Steps" }).getByRole("listitem", { name });

async function startFrom(
  page: Page,
  reference: string,
  title: string,
  values: Record<string, string>,
  mode: "Run" | "Guided" | "Dry run",
): Promise<void> {
  await page.goto(`/incidents/${reference}/runbooks`);
  const others = page.getByText(/All other runbooks/);
  const button = page.getByRole("button", { name: `Run “${title}”` });
  if (!(await button.isVisible())) await others.click();
  await button.click();
  const dialog = page.getByRole("dialog");
  for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.getByRole("radio", { name: new RegExp(`^${mode}`) }).click();
  await expect(dialog.getByRole("region", { name: "What it would do" })).toBeVisible();
  await dialog.getByRole("button", { name: /^Start/ }).click();
  await expect(page).toHaveURL(/\/runbooks\/runs\//);
}

test("the seed's pod restart runs on the practice cluster with the real kubectl, before two people", async ({ enter, practise, look }) => {
  test.setTimeout(240_000);
  const reference = await practise("grace", "linus");
  const grace = await enter("grace", `/incidents/${reference}/runbooks`);
  const linus = await enter("linus", `/runbooks/approvals`);

  await test.step("five pods first: scale-out, approved by another person", async () => {
    await startFrom(grace, reference, "Scale out", { deployment: "payment-api", wanted: "5" }, "Run");
    await expect(step(grace, /Scale to the number wanted/)).toContainText("Waits for approval", { timeout: 30_000 });
    await expect(grace.getByText("You want this step yourself: another person has to approve it.")).toBeVisible();
    await look(grace, "waits-for-approval");
    const card = linus.getByRole("listitem", { name: "Scale to the number wanted" }).filter({ hasText: "payment-api" });
    await expect(card).toContainText("--replicas=5", { timeout: 30_000 });
    await look(linus, "approvals");
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(grace.getByText("Succeeded", { exact: true })).toBeVisible({ timeout: 60_000 });
  });

  await test.step("pod-restart-graceful: checks turn green, cordon is skipped, the others are done", async () => {
    await startFrom(grace, reference, "Restart a pod gracefully", { deployment: "payment-api" }, "Run");
    const checks = grace.getByRole("region", { name: "Pre-flight checks" });
    await expect(checks).toContainText("5/5 pods ready", { timeout: 30_000 });
    await expect(checks).toContainText("min available: 2");
    await expect(step(grace, /Cordon node/)).toContainText("Skipped");
    await linus.goto(new URL(grace.url()).pathname);
    await linus.getByRole("button", { name: "Approve" }).click();
    await expect(step(grace, /Verify health/)).toContainText("Completed", { timeout: 60_000 });
    await expect(step(linus, /Verify health/)).toContainText("Completed");
    await expect(grace.getByText("Succeeded", { exact: true })).toBeVisible({ timeout: 60_000 });
    await look(grace, "run");
    await expectAccessible(grace);
  });

  await test.step("what was done is taken back", async () => {
    await grace.getByRole("button", { name: "Roll back" }).click();
    await grace.getByRole("dialog").or(grace.getByRole("alertdialog")).getByRole("button", { name: "Roll back" }).click();
    await expect(grace.getByText("Rolled back", { exact: true })).toBeVisible({ timeout: 60_000 });
  });

  await test.step("the timeline of the room tells it", async () => {
    await grace.goto(`/incidents/${reference}`);
    await expect(grace.getByText(/finished the runbook/).first()).toBeVisible();
    await look(grace, "timeline");
    await grace.goto(`/incidents/${reference}/runbooks`);
    await expect(grace.getByRole("region", { name: "Ran here" }).getByRole("listitem")).toHaveCount(2);
    await look(grace, "room-tab");
    await expectAccessible(grace);
  });
});

test("the library is searched, read and edited with a preview", async ({ enter, look }) => {
  const page = await enter("grace", "/runbooks");
  await expect(page.getByRole("list", { name: "Runbooks" }).getByRole("listitem").first()).toBeVisible();
  await look(page, "library");
  await expectAccessible(page);
  await page.getByRole("searchbox", { name: "Find a runbook" }).fill("certificate");
  await expect(page.getByRole("list", { name: "Runbooks" }).getByRole("listitem")).toHaveCount(1);
  await page.goto("/runbooks/new");
  const text = page.getByLabel("The text");
  await text.fill("# Look at the shop\n\n## 1. Look\n\n```bash\nkubectl get pods -n shop | grep api\n```\n");
  await expect(page.getByRole("list", { name: "Steps" })).toContainText("Shell");
  await expect(page.getByRole("list", { name: "Problems" })).toContainText("high risk and says neither how it is undone");
  await look(page, "editor");
  await expectAccessible(page);
  await text.fill(`# Look at the shop ${Date.now()}\n\n## 1. Look\n\n\`\`\`bash\nkubectl get pods -n shop\n\`\`\`\n`);
  await expect(page.getByRole("list", { name: "Steps" })).toContainText("Reads");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/\/runbooks\/look-at-the-shop-\d+$/);
  await look(page, "runbook");
  await expectAccessible(page);
});

test("on a phone one is guided, step by step", async ({ enter, practise, look }) => {
  test.setTimeout(120_000);
  const reference = await practise("linus");
  const page = await enter("linus", "/runbooks", PHONE);
  await startFrom(page, reference, "Roll a deployment back", { deployment: "orders" }, "Guided");
  await expect(step(page, /Show which revisions/)).toContainText("Ready", { timeout: 30_000 });
  await look(page, "phone");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Run this step" }).tap();
  await expect(step(page, /Show which revisions/)).toContainText("Completed", { timeout: 30_000 });
  await expect(step(page, /Return to the revision before/)).toContainText("Ready", { timeout: 30_000 });
  await page.getByRole("button", { name: "Skip" }).tap();
  await page.getByLabel("Why it is skipped").fill("The release was good");
  await page.getByRole("button", { name: "Skip step 2" }).tap();
  await expect(step(page, /Return to the revision before/)).toContainText("The release was good");
});
