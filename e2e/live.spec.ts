import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

test("what one does in the room, the other sees, and the board follows", async ({ enter, api, cast, look }) => {
  const reference = await declare(api("grace"), "Search answers slowly in Vienna", {
    severity: "SEV3",
    summary: "Half of the queries take over two seconds.",
  });
  const grace = await enter("grace", `/incidents/${reference}`);
  const linus = await enter("linus", `/incidents/${reference}`);
  const board = await enter("vera", "/incidents");
  const [graces, linuss] = [roomOn(grace), roomOn(linus)];
  const row = board.getByRole("listitem").filter({ hasText: reference });

  await test.step("both see who is here", async () => {
    await expect(grace.getByText("2 here", { exact: true })).toBeVisible();
    await expect(linus.getByText("2 here", { exact: true })).toBeVisible();
    await expect(linuss.rail.getByText("Here now").locator("..")).toContainText(cast.grace.name);
  });

  await test.step("a note", async () => {
    await graces.note("Index rebuild began at **14:02**, _before_ the first slow query");
    await expect(linuss.entry("Index rebuild began at 14:02, before")).toContainText(cast.grace.name);
    await expect(linuss.timeline.locator("strong", { hasText: "14:02" })).toBeVisible();
  });

  await test.step("the phase", async () => {
    await linus.getByRole("button", { name: "Identified" }).click();
    await linus.getByRole("button", { name: "Move to Identified" }).click();
    await expect(grace.getByRole("list", { name: "Status" }).locator("[aria-current=step]")).toHaveText(/Identified/);
    await expect(graces.entry("Investigating → Identified")).toContainText(cast.linus.name);
    await expect(row).toContainText("Identified");
  });

  await test.step("the severity, with its reason", async () => {
    await grace.getByRole("button", { name: /^Severity SEV3/ }).click();
    await grace.getByRole("dialog").getByText("SEV2", { exact: true }).click();
    await grace.getByLabel("Why", { exact: true }).fill("Checkout uses the same search");
    await grace.getByRole("button", { name: "Change severity" }).click();
    await expect(linus.getByRole("button", { name: /^Severity SEV2/ })).toBeVisible();
    await expect(linuss.entry("Checkout uses the same search")).toBeVisible();
    await expect(row).toContainText("SEV2");
  });

  await test.step("a role: asked by one, accepted by the other", async () => {
    const scribe = graces.rail.getByRole("listitem").filter({ hasText: "Scribe" });
    await scribe.getByRole("button", { name: "Assign" }).click();
    await grace.getByLabel("Person").fill("linus");
    await grace.getByRole("option", { name: new RegExp(cast.linus.name) }).click();
    await grace.getByRole("button", { name: "Ask them" }).click();
    await linus.getByRole("region", { name: "Needs your decision" }).getByRole("button", { name: "Accept" }).click();
    await expect(scribe).toContainText(cast.linus.name);
    await expect(scribe).toContainText("Active");
  });

  await test.step("a next action: added by one, done by the other", async () => {
    await graces.rail.getByLabel("Add a next action").fill("Pause the index rebuild");
    await grace.keyboard.press("Enter");
    await linuss.rail.getByRole("checkbox", { name: "Finish: Pause the index rebuild" }).click();
    await expect(graces.rail.getByRole("checkbox", { name: "Reopen: Pause the index rebuild" })).toBeChecked();
    await expect(graces.entry("finished the task")).toContainText(cast.linus.name);
  });

  await look(grace, "room");
  await look(board, "board");

  await test.step("one leaves", async () => {
    await linus.close();
    await expect(grace.getByText("1 here", { exact: true })).toBeVisible();
  });
});

test("a mention reaches whoever is named, and leads to the note", async ({ enter, api, cast, look }) => {
  const reference = await declare(api("grace"), "Uploads stall at ninety percent");
  const board = await enter("mara", "/incidents");
  const grace = await enter("grace", `/incidents/${reference}`);
  const room = roomOn(grace);
  await room.composer.pressSequentially("Was this your change, @mar");
  await grace.getByRole("option", { name: new RegExp(cast.mara.name) }).click();
  await grace.keyboard.press("Control+Enter");
  await expect(room.entry("Was this your change")).toBeVisible();

  await board.getByRole("button", { name: /^Notifications, \d+ unread/ }).click();
  await look(board, "notifications");
  await board
    .getByRole("link", { name: new RegExp(reference) })
    .first()
    .click();
  await expect(roomOn(board).entry("Was this your change")).toBeVisible();
});
