import type { BrowserContext, Page } from "@playwright/test";
import { apiWith } from "./api.ts";
import { ADMIN } from "./installation.ts";
import { startOwnMuster } from "./muster.ts";
import { signIn } from "./people.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const waiting = (page: Page, changes: string) => page.getByText(`Connection lost, retrying; ${changes} waiting`);

/** Every request to the server's API fails, while the page itself can be loaded. */
async function cutApi(context: BrowserContext): Promise<() => Promise<void>> {
  await context.route("**/api/**", (route) => route.abort("connectionrefused"));
  return () => context.unroute("**/api/**");
}

test("the network goes and comes back: what was written meanwhile is sent once, what happened meanwhile is there once", async ({
  enter,
  api,
  look,
}) => {
  const reference = await declare(api("grace"), "Backups of the archive fail");
  const grace = await enter("grace", `/incidents/${reference}`);
  const linus = await enter("linus", `/incidents/${reference}`);
  const [graces, linuss] = [roomOn(grace), roomOn(linus)];
  await graces.isLive();
  await grace.context().setOffline(true);

  await test.step("she is told, and goes on writing", async () => {
    await graces.note("Tape robot answers again");
    await graces.note("Retry begun at 03:20");
    await expect(waiting(grace, "2 changes")).toBeVisible();
    await graces.composer.fill("Half a sentence about the");
    await look(grace, "offline");
  });

  await test.step("others do not wait for her", async () => {
    await linuss.note("Archive team is awake");
    await api("linus").incidents.changeStatus.mutate({ reference, to: "identified" });
    await expect(linuss.entry("Investigating → Identified")).toBeVisible();
    await expect(graces.entry("Archive team is awake")).toHaveCount(0);
    await expect(linuss.entry("Tape robot")).toHaveCount(0);
  });

  await test.step("back again", async () => {
    await grace.context().setOffline(false);
    for (const room of [graces, linuss]) {
      for (const text of ["Tape robot answers again", "Retry begun at 03:20", "Archive team is awake", "Investigating → Identified"]) {
        await expect(room.entry(text)).toHaveCount(1);
      }
    }
    await expect(grace.getByText(/Connection lost/)).toHaveCount(0);
    await expect(grace.getByRole("list", { name: "Notes on their way" })).toHaveCount(0);
    await expect(graces.composer).toHaveValue("Half a sentence about the");
  });

  const log = await api("grace").room.log.query({ reference });
  const notes = log.flatMap(({ fact }) => (fact.kind === "note" ? [fact.text] : []));
  expect(notes.toSorted()).toEqual(["Archive team is awake", "Retry begun at 03:20", "Tape robot answers again"]);
  expect(notes.indexOf("Tape robot answers again"), "in the order they were written").toBeLessThan(notes.indexOf("Retry begun at 03:20"));
});

test("a page that is loaded again while the server is away keeps its draft and what waits", async ({ enter, api, look }) => {
  const reference = await declare(api("grace"), "Label printer in Graz is silent");
  const grace = await enter("grace", `/incidents/${reference}`);
  const room = roomOn(grace);
  await room.isLive();
  const restore = await cutApi(grace.context());
  await room.note("Printer answers to ping");
  await room.composer.fill("I would now try");
  await grace.reload();

  await expect(grace.getByRole("list", { name: "Notes on their way" })).toContainText("Printer answers to ping");
  await expect(waiting(grace, "1 change")).toBeVisible();
  await expect(room.composer).toHaveValue("I would now try");
  await expect(grace.getByText("Draft restored")).toBeVisible();
  await look(grace, "kept");

  await restore();
  await expect(room.entry("Printer answers to ping")).toHaveCount(1);
  await expect(grace.getByRole("list", { name: "Notes on their way" })).toHaveCount(0);
  await expect(room.composer).toHaveValue("I would now try");

  await test.step("even when not even the page comes", async () => {
    await grace.context().setOffline(true);
    await room.composer.fill("I would now try the other cable");
    expect(await grace.reload().catch(() => null)).toBeNull();
    await grace.context().setOffline(false);
    await grace.goto(`/incidents/${reference}`);
    await expect(room.composer).toHaveValue("I would now try the other cable");
  });
});

test("a note whose answer is lost on the way is stored once", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "Clock of the till is wrong");
  const grace = await enter("grace", `/incidents/${reference}`);
  const room = roomOn(grace);
  let lost = 0;
  await grace.context().route("**/api/trpc/notes.add*", async (route) => {
    await route.fetch();
    lost += 1;
    if (lost <= 2) await route.abort("connectionreset");
    else await route.fallback();
  });
  await room.note("Till 4 is two minutes ahead");
  await expect(grace.getByRole("list", { name: "Notes on their way" })).toHaveCount(0);
  expect(lost).toBeGreaterThan(2);
  await expect(room.entry("Till 4 is two minutes ahead")).toHaveCount(1);
  const log = await api("grace").room.log.query({ reference });
  expect(log.filter(({ fact }) => fact.kind === "note")).toHaveLength(1);
});

test("the server is killed and comes back under an open page: nothing is lost, nothing comes twice", async ({ enter }) => {
  test.slow();
  const muster = await startOwnMuster({ MUSTER_ADMIN_EMAIL: ADMIN.email, MUSTER_ADMIN_PASSWORD: ADMIN.password });
  try {
    const state = await signIn(muster.url, ADMIN.email, ADMIN.password);
    const api = apiWith(muster.url, state);
    const reference = await declare(api, "Every second request is refused");
    const browser = { baseURL: muster.url, storageState: state };
    const [one, two] = [await enter("visitor", `/incidents/${reference}`, browser), await enter("visitor", `/incidents/${reference}`, browser)];
    const rooms = [roomOn(one), roomOn(two)];
    for (const room of rooms) await room.isLive();
    await roomOn(one).note("Before the crash");

    process.kill(muster.webPid(), "SIGKILL");
    await muster.says(/web ended with SIGKILL/);
    await roomOn(one).note("While nobody answered");
    await expect
      .poll(
        () =>
          api.notes.add.mutate({ reference, text: "After the crash" }).then(
            () => "stored",
            () => "refused",
          ),
        { timeout: 30_000 },
      )
      .toBe("stored");

    for (const room of rooms) {
      for (const text of ["Before the crash", "While nobody answered", "After the crash"])
        await expect(room.entry(text)).toHaveCount(1, { timeout: 20_000 });
    }
    await expect(one.getByText(/Connection lost/)).toHaveCount(0);
    const log = await api.room.log.query({ reference });
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect(log.filter(({ fact }) => fact.kind === "note")).toHaveLength(3);
  } finally {
    await muster.stop();
  }
});
