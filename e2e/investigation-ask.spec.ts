import { runIn } from "./asking.ts";
import { expect, test } from "./story.ts";

const QUESTIONS = ["Investigate the cause of the payment API outage at 14:30", "What caused the database connection exhaustion?"];

for (const question of QUESTIONS)
  test(`“${question}” in the command bar goes to the RCA agent, which looks and says what it found`, async ({ enter, look }) => {
    const page = await enter("grace", "/incidents");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.type(question);
    await expect(page.getByRole("option", { name: /^Ask the rca-agent: / })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog", { name: "RCA agent" });
    await expect(panel).toContainText(question);
    await runIn(panel).stands("Done");
    await expect(runIn(panel).transcript).toContainText(/Looking into “.*”, from /);
    await look(page, "asked");
  });
