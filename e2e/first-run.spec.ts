import { startOwnMuster } from "./muster.ts";
import { roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

test("a fresh installation: the printed link, the administrator, the first incident, the first colleague", async ({ enter, look }) => {
  test.slow();
  const muster = await startOwnMuster();
  try {
    const link = await muster.says(/(http:\S+\/setup\?token=\S+)/);
    const url = new URL(link).origin;
    const page = await enter("visitor", "/", { baseURL: url });

    await test.step("without the link nobody gets in", async () => {
      await page.waitForURL("**/setup");
      await expect(page.getByRole("heading", { name: "Set-up needs its link" })).toBeVisible();
      await page.goto(`${url}/setup?token=${"x".repeat(43)}`);
      await expect(page.getByRole("heading", { name: "Set-up needs its link" })).toBeVisible();
      await page.goto(`${url}/incidents`);
      await expect(page.getByRole("heading", { name: "Set-up needs its link" })).toBeVisible();
    });

    await test.step("the link makes the administrator", async () => {
      await page.goto(link);
      await expect(page.getByLabel("Organisation")).toBeFocused();
      await look(page, "set-up");
      await page.getByLabel("Organisation").fill("Northwind Trading");
      await page.getByLabel("Your name").fill("Ines Vogel");
      await page.getByLabel("E-mail").fill("ines@example.com");
      await page.getByLabel("Password").fill("short");
      await page.getByRole("button", { name: "Create the administrator" }).click();
      await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
      await page.getByLabel("Password").fill("cobalt rivers at noon");
      await page.getByRole("button", { name: "Create the administrator" }).click();
      await expect(page.getByRole("heading", { name: "You are in" })).toBeVisible();
      await look(page, "welcome");
    });

    await test.step("and works once", async () => {
      const other = await enter("visitor", link, { baseURL: url });
      await other.waitForURL("**/sign-in");
      await expect(other.getByRole("button", { name: "Sign in" })).toBeVisible();
    });

    await test.step("the first incident", async () => {
      await page.getByRole("main").getByRole("button", { name: "Declare incident" }).click();
      await page.getByLabel("What is happening?").fill("Order confirmations are not sent");
      await page.getByRole("button", { name: "Declare", exact: true }).click();
      await page.waitForURL(/\/incidents\/INC-\d{4}-\d{4}-001$/);
      await expect(roomOn(page).title).toHaveText("Order confirmations are not sent");
    });

    await test.step("the first colleague comes by invitation, and finds the incident", async () => {
      const room = page.url();
      await page.goto(`${url}/people`);
      await page
        .getByRole("button", { name: /^Invite/ })
        .first()
        .click();
      await page.getByRole("dialog").getByLabel("E-mail").fill("tom@example.com");
      await page.getByRole("button", { name: "Make the link" }).click();
      const invitation = await page.getByLabel("Invitation link").innerText();
      await look(page, "invitation");

      const tom = await enter("visitor", invitation, { baseURL: url });
      await expect(tom.getByRole("heading", { name: "Join Northwind Trading" })).toBeVisible();
      await look(tom, "join");
      await tom.getByLabel("Your name").fill("Tom Ferrer");
      await tom.getByLabel("Password").fill("harbour lights again");
      await tom.getByRole("button", { name: "Join" }).click();
      await tom.getByRole("listitem").filter({ hasText: "Order confirmations are not sent" }).getByRole("link").click();
      await expect(tom).toHaveURL(room);
      await roomOn(tom).note("I can help");
    });
  } finally {
    expect(await muster.stop(), "it ends in order when asked").toBe(0);
  }
});
