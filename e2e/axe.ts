import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Stands beside the landmarks while it is open, as the ARIA practices have it. */
const OPEN_MENU = /role="menu"/;

/** Lies half under a bar that stays where it is: no fault where it can be scrolled free. */
const COVERED = /partially obscured/;

/** Whether this rule holds for an element once it stands in the middle of what scrolls. */
async function isFree(page: Page, rule: string, selector: string): Promise<boolean> {
  await page
    .locator(selector)
    .first()
    .evaluate((element) => element.scrollIntoView({ block: "center" }));
  const { violations } = await new AxeBuilder({ page }).withRules(rule).include(selector).analyze();
  return violations.length === 0;
}

/** axe finds nothing on what the page shows now, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await painted(page);
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    const found: string[] = [];
    for (const { id, help, nodes } of violations) {
      for (const node of nodes) {
        if (id === "region" && OPEN_MENU.test(node.html)) continue;
        if (COVERED.test(node.failureSummary ?? "") && (await isFree(page, id, node.target.join(" ")))) continue;
        found.push(`${id}: ${help}\n  ${node.target.join(" ")}\n  ${node.html}\n  ${node.failureSummary ?? ""}`);
      }
    }
    expect.soft(found, `axe finds nothing in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** The same of a page that a visitor reads without scripts: axe itself needs some, so that it gets a browser of its own. */
export async function expectReadable(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await expectAccessible(page);
  await context.close();
}

/** The colours of the other scheme are on the screen: the page knows of it, and no colour is on its way, or hangs on something that is not shown. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise<void>((next) => requestAnimationFrame(() => next()));
    const second = new Promise<void>((next) => setTimeout(next, 1000));
    for (const _ of [1, 2, 3]) await frame();
    const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.race([Promise.allSettled(changing.map(({ finished }) => finished)), second]);
    await frame();
  });
}
