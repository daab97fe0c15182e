import { expect, type Locator, type Page } from "@playwright/test";

/** Opens the line to ask in by a key, types, and asks by Enter. */
export async function ask(page: Page, text: string, key: "/" | "Control+k" = "/"): Promise<void> {
  await typeToAsk(page, text, key);
  await page.keyboard.press("Enter");
}

export async function typeToAsk(page: Page, text: string, key: "/" | "Control+k"): Promise<void> {
  await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type(text);
  await expect(page.getByRole("option", { name: /^Ask the incident-commander: / })).toHaveAttribute("aria-selected", "true");
}

/** A run as it is shown, in the panel or on its page. */
export function runIn(place: Locator | Page) {
  return {
    transcript: place.getByRole("region", { name: "Transcript" }),
    answer: place.getByLabel("Your answer"),
    proposals: place.getByRole("article", { name: /^Proposal: / }),
    tool: (title: string): Locator => place.getByRole("button", { name: new RegExp(`^${title}`) }),
    button: (name: string): Locator => place.getByRole("button", { name, exact: true }),
    stands: (state: string): Promise<void> =>
      expect(place.getByRole("region", { name: "How it stands" }).getByText(state, { exact: true })).toBeVisible({ timeout: 20_000 }),
  };
}

export const panelOn = (page: Page): Locator => page.getByRole("dialog", { name: "Incident commander" });

/** What just came up has taken the keyboard, and hears its keys. */
export const hasKeyboard = (place: Locator): Promise<void> => expect(place.locator(":focus")).toHaveCount(1);

/** The line that one types in. */
export const lineOn = (page: Page): Locator => page.getByRole("dialog").getByRole("combobox");
