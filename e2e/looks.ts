import type { Page, TestInfo } from "@playwright/test";

const PHONE = { width: 390, height: 844 };

/** Keeps pictures of a moment for people to look at: light, dark, and as wide as a phone. */
export async function takeLooks(page: Page, info: TestInfo, name: string): Promise<void> {
  const wide = page.viewportSize();
  const take = (kind: string) => page.screenshot({ path: info.outputPath(`${name}-${kind}.png`), animations: "disabled", caret: "initial" });
  await take("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await take("dark");
  await page.emulateMedia({ colorScheme: "light" });
  if (!wide || wide.width <= PHONE.width) return;
  await page.setViewportSize(PHONE);
  await take("phone");
  await page.setViewportSize(wide);
}
