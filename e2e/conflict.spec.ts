import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

test("two rename the incident at once: the second sees both titles and chooses", async ({ enter, api, cast, look }) => {
  const reference = await declare(api("grace"), "Login is slow");
  const grace = await enter("grace", `/incidents/${reference}`);
  const linus = await enter("linus", `/incidents/${reference}`);
  await roomOn(grace).title.getByRole("button").click();
  await roomOn(linus).title.getByRole("button").click();

  await grace.getByLabel("Title").fill("Login is slow for single sign-on");
  await grace.keyboard.press("Enter");
  await expect(roomOn(grace).title).toHaveText("Login is slow for single sign-on");
  await expect(roomOn(linus).entry("renamed the incident to")).toBeVisible();

  await linus.getByLabel("Title").fill("Login times out in the mobile app");
  await linus.keyboard.press("Enter");
  await expect(linus.getByText(`${cast.grace.name} changed the title while you were editing`)).toBeVisible();
  await expect(linus.getByText("Yours, not saved yet").locator("..")).toContainText("Login times out in the mobile app");
  await expect(linus.getByText("Theirs, saved").locator("..")).toContainText("Login is slow for single sign-on");
  await look(linus, "both-titles");

  await linus.getByRole("button", { name: "Save mine" }).click();
  for (const page of [linus, grace]) await expect(roomOn(page).title).toHaveText("Login times out in the mobile app");
});

test("two write the summary at once: the second keeps the first one's", async ({ enter, api, cast, look }) => {
  const reference = await declare(api("grace"), "Invoices carry the wrong address", { summary: "Seen on ten invoices." });
  const grace = await enter("grace", `/incidents/${reference}`);
  const linus = await enter("linus", `/incidents/${reference}`);
  const summaryOf = (page: typeof grace) => roomOn(page).rail.getByRole("region", { name: "Summary" });
  for (const page of [grace, linus]) await summaryOf(page).getByRole("button", { name: "Edit" }).click();

  await summaryOf(grace).getByLabel("Summary").fill("Seen on forty invoices, all of them reprints.");
  await summaryOf(grace).getByRole("button", { name: "Save" }).click();
  await expect(summaryOf(grace)).toContainText("forty invoices");

  await summaryOf(linus).getByLabel("Summary").fill("Only reprints are hit.");
  await summaryOf(linus).getByRole("button", { name: "Save" }).click();
  await expect(linus.getByText(`${cast.grace.name} changed the summary while you were editing`)).toBeVisible();
  await expect(summaryOf(linus)).toContainText("Only reprints are hit.");
  await expect(summaryOf(linus)).toContainText("forty invoices");
  await look(linus, "both-summaries");

  await linus.getByRole("button", { name: "Keep theirs" }).click();
  await expect(summaryOf(linus)).toContainText("Seen on forty invoices, all of them reprints.");
  await expect(summaryOf(linus)).not.toContainText("Only reprints are hit.");
});

test("two edit one note at once: the second may go on editing from both", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "Cache answers with old prices");
  await api("linus").notes.add.mutate({ reference, text: "Prices of Monday" });
  const linus = await enter("linus", `/incidents/${reference}`);
  const room = roomOn(linus);
  await room.entry("Prices of Monday").hover();
  await room.entry("Prices of Monday").getByRole("button", { name: /^More/ }).click();
  await linus.getByRole("menuitem", { name: /^Edit/ }).click();
  const { entries } = await api("grace").room.read.query({ reference });
  const note = entries.find(({ fact }) => fact.kind === "note");
  await api("grace").notes.amend.mutate({ reference, entry: note?.seq ?? 0, text: "Prices of Sunday" });

  await linus.getByLabel("Edit note").fill("Prices of Monday, cached at the edge");
  await linus.keyboard.press("Control+Enter");
  await expect(room.timeline.getByText("Theirs, saved").locator("..")).toContainText("Prices of Sunday");
  await linus.getByRole("button", { name: "Edit further" }).click();
  await linus.getByLabel("Edit note").fill("Prices of Sunday, cached at the edge");
  await linus.keyboard.press("Control+Enter");
  await expect(room.entry("Prices of Sunday, cached at the edge")).toContainText("edited");
});
