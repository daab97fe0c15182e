import pg from "pg";
import { apiWith } from "./api.ts";
import { ADMIN, databaseUrlOf } from "./installation.ts";
import { startOwnMuster } from "./muster.ts";
import { signIn } from "./people.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const MINUTE = 60_000;

test("nobody answers: what was said happens, once, though the worker is killed on the way", async ({ enter, look }) => {
  test.slow();
  const muster = await startOwnMuster({ MUSTER_ADMIN_EMAIL: ADMIN.email, MUSTER_ADMIN_PASSWORD: ADMIN.password });
  const database = new pg.Client({ connectionString: databaseUrlOf(muster) });
  await database.connect();
  const shiftClock = (minutes: number) =>
    database.query("INSERT INTO clock_shift VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET shift_millis = $1", [minutes * MINUTE]);
  try {
    const state = await signIn(muster.url, ADMIN.email, ADMIN.password);
    const reference = await declare(apiWith(muster.url, state), "Receipts are not printed", { severity: "SEV2" });
    const page = await enter("visitor", `${muster.url}/incidents/${reference}`, { storageState: state });
    const unfilled = roomOn(page).entry("noticed: Communications is unfilled");
    const overdue = roomOn(page).entry("noticed: the next update is overdue");

    await test.step("the role is told of after its ten minutes", async () => {
      await shiftClock(12);
      await expect(unfilled).toBeVisible({ timeout: 25_000 });
    });

    await test.step("the update after its thirty, by the worker that came after the one that was killed", async () => {
      process.kill(muster.workerPid(), "SIGKILL");
      await shiftClock(31);
      await expect(overdue).toBeVisible({ timeout: 40_000 });
      await expect(page.getByRole("button", { name: /^Notifications, \d+ unread/ })).toBeVisible({ timeout: 20_000 });
    });

    await test.step("both stay in sight until somebody does them", async () => {
      await page.clock.setSystemTime(Date.now() + 31 * MINUTE);
      await page.reload();
      const queue = page.getByRole("region", { name: "Needs your decision" });
      await expect(queue.getByText("overdue", { exact: true })).toHaveCount(2);
      await look(page, "overdue");
      await expect(unfilled).toHaveCount(1);
      await expect(overdue).toHaveCount(1);
    });
  } finally {
    await database.end();
    await muster.stop();
  }
});
