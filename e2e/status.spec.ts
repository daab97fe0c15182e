import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./story.ts";

/** Milliseconds until the largest part of a page stood on the screen, left beside the story's name. */
async function paintedAfter(page: Page): Promise<number> {
  const after = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  test.info().annotations.push({ type: "largest contentful paint", description: `${new URL(page.url()).pathname}: ${Math.round(after)} ms` });
  return after;
}

test("a page is made, an outage is told on it, and it reads the same without scripts", async ({ enter, api, look, browser }) => {
  test.setTimeout(180_000);
  const ada = api("ada");
  const { reference } = await ada.incidents.declare.mutate({ title: "pool of db-7 is full", severity: "SEV2" });
  const page = await enter("ada", "/status");
  const slug = `acme-${Date.now().toString(36)}`;

  await test.step("an administrator makes a page", async () => {
    await page.getByRole("button", { name: "New status page" }).click();
    await page.getByLabel("Name").fill("Acme");
    await page.getByLabel("Address").fill(slug);
    await page.getByRole("button", { name: "Make page" }).click();
    await expect(page).toHaveURL(new RegExp(`/status/manage/${slug}$`));
    await page.getByRole("button", { name: "Add component" }).click();
    await page.getByRole("group", { name: "Components" }).getByLabel("Name").fill("Card payments");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("The page shows it within a second")).toBeVisible();
    await look(page, "editor");
    await expectAccessible(page);
  });

  await test.step("an update is written beside its preview, and published", async () => {
    await page.goto(`/incidents/${reference}/public`);
    await page.getByLabel("Public title").fill("Some card payments fail");
    await page.getByLabel("What everybody reads").fill("Card payments may fail. We are looking into it.");
    const box = page.getByRole("checkbox", { name: "On Acme" }).last();
    if (!(await box.isChecked())) await box.check();
    await page.getByLabel("Card payments").last().selectOption("partial");
    await expect(page.frameLocator("iframe").getByText("Card payments may fail. We are looking into it.")).toBeVisible();
    await look(page, "composer");
    await page.getByRole("button", { name: /Publish/ }).click();
    await expect(page.getByRole("heading", { name: "Published" })).toBeVisible();
  });

  await test.step("the public reads it, without scripts", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const visitor = await context.newPage();
    await expect(async () => {
      await visitor.goto(new URL(`/status/${slug}`, page.url()).href);
      await expect(visitor.getByText("Card payments may fail. We are looking into it.")).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(visitor.getByText("pool of db-7")).toHaveCount(0);
    await expect(visitor.getByText("Partial outage").first()).toBeVisible();
    await context.close();
  });

  await test.step("each public page is accessible, in light and dark", async () => {
    const context = await browser.newContext();
    const visitor = await context.newPage();
    await visitor.goto(new URL(`/status/${slug}`, page.url()).href);
    const permalink = await visitor.getByRole("link", { name: "Some card payments fail" }).getAttribute("href");
    for (const path of [visitor.url(), permalink ?? "", `/status/${slug}/history`, `/status/${slug}/subscribe`]) {
      await visitor.goto(new URL(path, visitor.url()).href);
      await expectAccessible(visitor);
      expect(await paintedAfter(visitor), path).toBeGreaterThan(0);
    }
    await context.close();
  });
});
