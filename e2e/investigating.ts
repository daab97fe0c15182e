import { expect, type Locator, type Page } from "@playwright/test";

/** The parts of an investigation's screen, by the names that people know them by. */
export function investigationOn(page: Page) {
  const part = (name: string): Locator => page.getByRole("region", { name, exact: true });
  const analyst = part("Analyst");
  return {
    analyst,
    stream: part("Stream of the analyst"),
    board: part("Hypotheses"),
    report: part("Report"),
    lanes: part("Lanes"),
    captures: part("Captures"),
    verdict: part("Verdict"),
    uploads: part("Uploaded evidence"),
    card: (statement: string | RegExp): Locator => part("Hypotheses").getByRole("article", { name: statement }),
    button: (name: string): Locator => page.getByRole("main").getByRole("button", { name, exact: true }),
    async upload(files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
      await page.getByLabel("Files of evidence").setInputFiles(files);
    },
    stands: (state: string): Promise<void> =>
      expect(analyst.getByRole("region", { name: "How it stands" }).getByText(state, { exact: true })).toBeVisible({ timeout: 30_000 }),
  };
}
