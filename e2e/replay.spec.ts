import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

test("the room is seen as it was at any entry, and as it is again after", async ({ enter, api, cast, look }) => {
  const [grace, linus] = [api("grace"), api("linus")];
  const reference = await declare(grace, "Orders stay pending", { severity: "SEV3", pages: false });
  await linus.notes.add.mutate({ reference, text: "Consumer lag rises since 09:40" });
  await grace.roles.assign.mutate({ reference, role: "scribe", user: cast.linus.id, state: "active" });
  await grace.incidents.changeSeverity.mutate({ reference, to: "SEV1", reason: "No order went through for ten minutes" });
  await grace.incidents.changeStatus.mutate({ reference, to: "mitigating" });
  await grace.incidents.edit.mutate({ reference, title: { to: "Orders stay pending: consumer stuck on one message" } });
  await linus.notes.add.mutate({ reference, text: "Skipped the message, lag falls" });

  const page = await enter("mara", `/incidents/${reference}`);
  const room = roomOn(page);
  await expect(room.title).toHaveText(/consumer stuck/);
  await room.choose("Replay");
  const scrubber = page.getByRole("slider", { name: "Replay" });
  const then = page.getByRole("complementary", { name: "The room at that moment" });
  const steps = page.getByRole("list", { name: "Status" });
  await expect(scrubber).toHaveValue("9");

  await test.step("at the beginning", async () => {
    await scrubber.fill("1");
    await expect(room.title).toHaveText("Orders stay pending");
    await expect(page.locator("main header")).toContainText("SEV3");
    await expect(steps.locator("[aria-current=step]")).toHaveText(/Investigating/);
    await expect(page.getByText("Consumer lag rises")).toHaveCount(0);
    await expect(then.getByRole("listitem").filter({ hasText: "Scribe" })).toContainText("unfilled");
  });

  await test.step("in the middle, step by step with the arrow keys", async () => {
    await page.getByRole("heading", { level: 1 }).click();
    for (const _ of [2, 3, 4, 5]) await page.keyboard.press("ArrowRight");
    await expect(scrubber).toHaveValue("5");
    await expect(page.getByText("Consumer lag rises since 09:40")).toBeVisible();
    await expect(then.getByRole("listitem").filter({ hasText: "Scribe" })).toContainText(cast.linus.name);
    await expect(page.locator("main header")).toContainText("SEV3");
    await page.keyboard.press("ArrowRight");
    await expect(page.locator("main header")).toContainText("SEV1");
    await look(page, "then");
  });

  await test.step("and nothing can be changed there", async () => {
    await expect(room.composer).toHaveCount(0);
    await expect(steps.getByRole("button", { name: "Resolved" })).toBeDisabled();
  });

  await test.step("back to now", async () => {
    await page.keyboard.press("Escape");
    await expect(scrubber).toHaveCount(0);
    await expect(room.title).toHaveText(/consumer stuck/);
    await expect(room.entry("Skipped the message, lag falls")).toBeVisible();
    await expect(room.composer).toBeVisible();
  });
});
