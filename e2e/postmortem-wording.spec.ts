import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

test("words that blame somebody are marked while one types, rephrased with one press, and hold nothing up", async ({ enter, api, look }) => {
  const grace = api("grace");
  const reference = await declare(grace, "Receipts are not sent", { severity: "SEV4" });
  await grace.postmortems.draft.mutate({ reference });
  await grace.postmortems.import.mutate({
    reference,
    markdown: "## Root Cause\n\nLinus failed to renew the certificate.\n\nThe job failed to start.",
  });
  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  const text = page.getByRole("textbox", { name: "Text of the postmortem" });
  const wording = page.getByRole("list", { name: "Words that blame somebody" });
  await expect(text.locator(".pm-blame")).toHaveText(["Linus failed to renew"]);
  await text.getByText("The job failed to start.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" It was human error.");
  await expect(wording.getByRole("listitem")).toHaveCount(2);
  await expect(page.getByRole("link", { name: "2 to rephrase" })).toBeVisible();
  await expect(page.getByText("2 wordings blame somebody.")).toBeVisible();
  await look(page, "marked");
  await expectAccessible(page);

  const first = wording.getByRole("listitem").filter({ hasText: "Linus failed to renew" });
  await first.getByRole("button", { name: "Put this instead" }).click();
  await expect(text).toContainText("Nothing helped Linus to renew the certificate.");
  await expect(wording.getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(wording.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("It is published: the text stands.", { exact: false })).toBeVisible();
});
