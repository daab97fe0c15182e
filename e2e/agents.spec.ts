import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const panelOn = (page: Page) => page.getByRole("dialog", { name: "Incident commander" });

/** Opens the command bar by a key and types what is to be asked. */
async function ask(page: Page, key: "/" | "Control+k", text: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type(text);
}

test("a sentence in the command bar declares an incident, and its room answers what to do next", async ({ enter, api, look }) => {
  const page = await enter("grace", "/incidents");
  const panel = panelOn(page);

  await test.step("the last item of the command bar asks, and Enter chooses it when nothing else fits", async () => {
    await ask(page, "Control+k", "Declare SEV2 incident: Payment API returning 500 errors");
    const item = page.getByRole("option", { name: /^Ask the incident-commander: Declare SEV2/ });
    await expect(item).toHaveAttribute("aria-selected", "true");
    await look(page, "command-bar");
    await page.keyboard.press("Enter");
  });

  await test.step("the panel says what was understood, and waits for a person", async () => {
    await expect(panel).toContainText("Declare SEV2 incident: Payment API returning 500 errors");
    await expect(panel.getByText(/^Understood: /)).toBeVisible();
    await expect(panel.getByRole("button", { name: "Accept…" })).toBeVisible();
    await expect(panel.getByText("Done", { exact: true })).toBeVisible();
    await look(page, "proposal");
    await expectAccessible(page);
  });

  await test.step("accepting says once more what will happen, and leads to the room", async () => {
    await panel.getByRole("button", { name: "Accept…" }).click();
    const asked = page.getByRole("alertdialog");
    await expect(asked).toContainText("Payment API returning 500 errors");
    await expect(asked).toContainText("under your name");
    await look(page, "confirm");
    await asked.getByRole("button", { name: "Accept" }).click();
    await expect(page).toHaveURL(/\/incidents\/INC-/);
    await expect(roomOn(page).title).toContainText("Payment API returning 500 errors");
    await expect(roomOn(page).entry("Incident declared").first()).toBeVisible();
  });

  await test.step("in the room the question is about the room", async () => {
    await ask(page, "/", "What should I do next?");
    await page.keyboard.press("Enter");
    await expect(panel).toContainText("What should I do next?");
    await expect(panel.getByText("Done", { exact: true })).toBeVisible();
    await look(page, "next-actions");
    await page.keyboard.press("Escape");
    await expect(panel).toHaveCount(0);
    await expect(roomOn(page).entry("Incident commander").last()).toBeVisible();
  });
  void api;
  void declare;
});
