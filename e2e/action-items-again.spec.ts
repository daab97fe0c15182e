import { expectAccessible } from "./axe.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

test("what was to prevent an incident is seen in its room, on its timeline and on the board", async ({ enter, api, cast, look }) => {
  const grace = api("grace");
  const word = `ledger${Date.now().toString(36)}`;
  const { id: service } = await api("ada").services.create.mutate({ name: `books-${word}` });
  const earlier = await declare(grace, `The ${word} stands still`, { severity: "SEV3", services: [service] });
  const title = `Alert on the ${word}`;
  await grace.actionItems.add.mutate({ reference: earlier, title, priority: "P1", owner: cast.linus.id, dueOn: "2026-01-05" });
  const reference = await declare(grace, `The ${word} stands still`, { severity: "SEV3", services: [service] });
  const page = await enter("grace", `/incidents/${reference}`);
  const seen = page.getByRole("region", { name: "Seen before" });
  await expect(seen).toContainText(title);
  await expect(seen).toContainText(/It may have prevented this, \d+ days overdue/);
  await expect(roomOn(page).entry(`of ${earlier}: it may have prevented this`)).toBeVisible();
  await seen.scrollIntoViewIfNeeded();
  await look(page, "seen-before");
  await expectAccessible(page);
  const board = await enter("linus", "/action-items");
  await board.getByLabel("Search").fill(word);
  const item = board.getByRole("listitem").filter({ hasText: title });
  await expect(item).toContainText(`${reference} came: it may have prevented this`);
  await look(board, "board");
});
