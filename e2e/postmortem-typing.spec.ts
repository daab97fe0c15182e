import type { Page } from "@playwright/test";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

const text = (page: Page) => page.getByRole("textbox", { name: "Text of the postmortem" });
type Place = "before" | "after" | "inside-start" | "inside-end";

/** Puts the browser's caret beside or inside a number or cite. */
const stand = (page: Page, place: Place, which: number): Promise<void> =>
  text(page).evaluate(
    (box, [where, nth]) => {
      const paragraph = [...box.querySelectorAll("p")].find((one) => one.textContent?.includes("there was"));
      const atom = paragraph?.querySelectorAll("[data-cite], [data-figure]")[nth];
      const [selection, parent, inner] = [getSelection(), atom?.parentNode, atom?.firstChild];
      if (!atom || !selection || !parent || !inner) throw new Error(`There is no atom ${nth}.`);
      const index = [...parent.childNodes].indexOf(atom);
      if (where === "before") selection.collapse(parent, index);
      else if (where === "after") selection.collapse(parent, index + 1);
      else selection.collapse(inner, where === "inside-start" ? 0 : (inner.textContent ?? "").length);
    },
    [place, which] as const,
  );

test("what is typed beside a number or a cite, or where a browser puts the caret inside one, is in the text", async ({ enter, api }) => {
  const grace = api("grace");
  const reference = await declare(grace, "Orders wait at the till", {
    severity: "SEV3",
    startedAt: new Date(Date.now() - 50 * 60_000).toISOString(),
    figures: { usersPercent: 15, customers: 12_000 },
  });
  await grace.notes.add.mutate({ reference, text: "Root cause: the till never gives its connection back" });
  await grace.postmortems.draft.mutate({ reference });
  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  await text(page).locator("p").filter({ hasText: "there was" }).first().click();

  const typed: string[] = [];
  for (const place of ["before", "after", "inside-start", "inside-end"] as const)
    for (const which of [0, 1, 2, 3]) {
      await stand(page, place, which);
      await page.keyboard.type(`<${place} ${which}>x`);
      await page.keyboard.press("Backspace");
      typed.push(`<${place} ${which}>`);
    }
  await stand(page, "inside-start", 2);
  await page.keyboard.insertText("(all at once)");
  typed.push("(all at once)");
  for (const words of typed) await expect(text(page)).toContainText(words);
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await page.reload();
  for (const words of typed) await expect(text(page)).toContainText(words);
  await expect(text(page).locator("p").filter({ hasText: "there was" })).toContainText("12,000");
  await expect(text(page)).not.toContainText("x<");
  await expect(text(page)).toContainText("50 min");
});
