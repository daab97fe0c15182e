import { expect, type Locator, type Page } from "@playwright/test";
import type { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import type { Api } from "./api.ts";

/** Declares by the API and answers with the reference. */
export async function declare(api: Api, title: string, more: Partial<DeclareIncident> = {}): Promise<string> {
  const { reference } = await api.incidents.declare.mutate({ title, severity: "SEV3", ...more });
  return reference;
}

/** The parts of a room's page, by the names that people know them by. */
export function roomOn(page: Page) {
  const timeline = page.getByRole("region", { name: "Timeline" });
  const composer = page.getByLabel("Write a note");
  return {
    timeline,
    composer,
    title: page.getByRole("heading", { level: 1 }),
    rail: page.getByRole("complementary", { name: "About this incident" }),
    entry: (text: string | RegExp): Locator => timeline.getByRole("listitem").filter({ hasText: text }),
    async note(text: string): Promise<void> {
      await composer.fill(text);
      await page.getByRole("button", { name: "Add note" }).click();
      await expect(composer).toHaveValue("");
    },
    async choose(item: string): Promise<void> {
      await page.getByRole("button", { name: "More for this incident" }).click();
      await page.getByRole("menuitem", { name: item }).click();
    },
    /** Live: presence has come through the stream. */
    async isLive(): Promise<void> {
      await expect(page.getByText(/^\d+ here$/)).not.toHaveText("0 here");
    },
  };
}
