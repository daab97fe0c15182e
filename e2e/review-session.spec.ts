import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

test("a meeting reviews a postmortem beside the room as it was: one presents, all follow, and what is decided stands on the timeline", async ({
  enter,
  api,
  cast,
  look,
}) => {
  const grace = api("grace");
  const reference = await declare(grace, "Cards are refused", { severity: "SEV3", pages: false });
  await grace.notes.add.mutate({ reference, text: "Root cause: the new limit is too low" });
  await grace.incidents.changeSeverity.mutate({ reference, to: "SEV1", reason: "No card goes through" });
  await grace.incidents.changeStatus.mutate({ reference, to: "mitigating" });
  await grace.postmortems.draft.mutate({ reference });
  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  await page.getByRole("link", { name: "Review session" }).click();
  await expect(page.getByRole("heading", { name: "Review “Cards are refused” together" })).toBeVisible();
  await page.getByRole("button", { name: "Start the session" }).click();
  const then = page.getByRole("region", { name: "The room at that moment" });
  await expect(then).toBeVisible();

  const other = await enter("linus", `/incidents/${reference}/postmortem/session`);
  const theirs = other.getByRole("region", { name: "The room at that moment" });
  await other.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("list", { name: "Attendance" })).toContainText(cast.linus.name);

  await test.step("who presents scrubs, and everybody sees the room as it was", async () => {
    await then.getByRole("slider", { name: "Replay" }).fill("1");
    await expect(then).toContainText("SEV3");
    await expect(theirs.getByRole("slider", { name: "Replay" })).toHaveValue("1");
    await expect(theirs).toContainText("SEV3");
    await expect(theirs).not.toContainText("the new limit is too low");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("ArrowRight");
    await expect(theirs.getByRole("slider", { name: "Replay" })).toHaveValue("2");
  });

  await test.step("who looks elsewhere can follow again", async () => {
    await theirs.getByRole("slider", { name: "Replay" }).fill("1");
    await expect(then.getByRole("slider", { name: "Replay" })).toHaveValue("2");
    await other.getByRole("button", { name: `Follow ${cast.grace.name}` }).click();
    await expect(theirs.getByRole("slider", { name: "Replay" })).toHaveValue("2");
  });

  await test.step("the agenda goes on by a key, and by nobody else", async () => {
    await page.keyboard.press("]");
    await expect(other.getByRole("list", { name: "Agenda" }).locator("[aria-current=step]")).toContainText("Root cause");
    await expect(other.getByRole("list", { name: "Agenda" }).getByRole("button").first()).toBeDisabled();
  });

  await page.getByRole("textbox", { name: "Decision" }).fill("The limit is raised only with a canary");
  await page.getByRole("button", { name: "Decide" }).click();
  await expect(other.getByRole("list", { name: "Decisions" })).toContainText("only with a canary");
  await other.getByRole("textbox", { name: "Action", exact: true }).fill("Alert on refused cards");
  await other.getByRole("button", { name: "Capture" }).click();
  await expect(page.getByRole("list", { name: "Action items" }).getByRole("listitem").filter({ hasText: "Alert on refused cards" })).toContainText(
    "new",
  );
  await look(page, "session");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Big screen" }).click();
  await expect(page.getByRole("button", { name: "Normal size" })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("big-screen.png") });

  await page.getByRole("button", { name: "Normal size" }).click();
  await page.getByRole("button", { name: "End", exact: true }).click();
  await page.getByRole("button", { name: "End the session" }).click();
  await expect(other.getByText("Held before")).toBeVisible();
  await expect(other.getByRole("main")).toContainText("The limit is raised only with a canary");
  await look(other, "after");
  await page.goto(`/incidents/${reference}`);
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("held a review session");
});
