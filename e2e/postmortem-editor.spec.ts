import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

const text = (page: Page) => page.getByRole("textbox", { name: "Text of the postmortem" });
const offered = (page: Page) => page.getByRole("listbox", { name: "What can be put here" });
const isSaved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();

/** A red square. */
const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mP8z8BQz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC";

async function writing(api: Parameters<Parameters<typeof test>[2]>[0]["api"], title: string): Promise<string> {
  const grace = api("grace");
  const reference = await declare(grace, title, { severity: "SEV4" });
  await grace.notes.add.mutate({ reference, text: "The belt of the printer slipped" });
  await grace.postmortems.draft.mutate({ reference });
  await grace.postmortems.import.mutate({ reference, markdown: "## What Happened\n\nThe printer stood still." });
  return reference;
}

test("a slash puts headings, tables and entries of the timeline into the text, and an at-sign tells somebody", async ({ enter, api, look }) => {
  const reference = await writing(api, "The printer stands still");
  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  await text(page).getByText("The printer stood still.").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/sub");
  await expect(offered(page).getByRole("option", { name: /Subheading/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await page.keyboard.type("How it came");
  await expect(text(page).getByRole("heading", { name: "How it came", level: 3 })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type("/belt");
  await expect(offered(page).getByRole("option", { name: /The belt of the printer slipped/ })).toBeVisible();
  await look(page, "slash");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(text(page).locator("p").filter({ hasText: "The belt of the printer slipped" }).locator(".pm-cite")).toHaveText(/^#\d+$/);

  await page.keyboard.type(" Ask @lin");
  await expect(page.getByRole("listbox", { name: "People" }).getByRole("option", { name: /Linus Brandt/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Tab");
  await page.keyboard.type("about the belt.");
  await expect(text(page).locator(".pm-mention")).toHaveText("@Linus Brandt");
  await isSaved(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type("/");
  await expect(offered(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(offered(page)).toHaveCount(0);
  await page.keyboard.press("Backspace");
  const told = await enter("linus", "/services");
  await told.getByRole("button", { name: /^Notifications/ }).click();
  await expect(told.getByText("Grace Okafor mentioned Linus Brandt in the postmortem The printer stands still")).toBeVisible({ timeout: 15_000 });
  expect((await api("grace").postmortems.export.query({ reference, format: "md" })).content).toMatch(/Ask @lin\S* about the belt\./);
});

test("pictures come by paste, by drop and by choosing, and stay with what they show", async ({ enter, api, look }) => {
  const reference = await writing(api, "The printer prints red");
  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  await text(page).getByText("The printer stood still.").click();
  const give = (kind: "paste" | "drop", name: string) =>
    text(page).evaluate(
      (element, [event, file, base64]) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], file, { type: "image/png" }));
        const { left, top } = element.getBoundingClientRect();
        const told =
          event === "paste"
            ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, clientX: left + 20, clientY: top + 20 });
        element.dispatchEvent(told);
      },
      [kind, name, PICTURE] as const,
    );
  await give("paste", "pasted.png");
  await expect(text(page).getByRole("img", { name: "pasted" })).toBeVisible();
  await give("drop", "dropped.png");
  await expect(text(page).getByRole("img", { name: "dropped" })).toBeVisible();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Picture", exact: true }).click()]);
  await chooser.setFiles({ name: "chosen.png", mimeType: "image/png", buffer: Buffer.from(PICTURE, "base64") });
  await expect(text(page).getByRole("img", { name: "chosen" })).toBeVisible();
  await text(page).getByLabel("What the picture shows").first().fill("A red square");
  await isSaved(page);
  await expect(text(page).getByRole("heading", { name: "What Happened", exact: true })).toBeVisible();
  await expect(text(page).getByText("The printer stood still.", { exact: true })).toBeVisible();
  await look(page, "pictures");
  await expectAccessible(page);
  await page.reload();
  await expect(text(page).getByRole("img")).toHaveCount(3);
  await expect(text(page).getByRole("img", { name: "A red square" })).toBeVisible();
});

test("ten megabytes at once are refused, with the text kept and the pasted words at hand", async ({ enter, api, look }) => {
  const reference = await writing(api, "The printer floods");
  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  await text(page).getByText("The printer stood still.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Typed before.");
  await text(page).evaluate((element) => {
    const data = new DataTransfer();
    data.setData("text/plain", "log line\n".repeat(1_165_085));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText("This is too much to paste at once.", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: /Save|file/i }).first()).toBeVisible();
  await look(page, "too-much");
  await page.keyboard.type(" Typed after.");
  await expect(text(page)).toContainText("The printer stood still. Typed before. Typed after.");
  await isSaved(page);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /Save .*file/i }).click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).length).toBe(10_485_765);
  await page.reload();
  await expect(text(page)).toContainText("The printer stood still. Typed before. Typed after.");
  await expect(text(page)).not.toContainText("log line");
});
