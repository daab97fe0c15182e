import { devices, type Page } from "@playwright/test";
import { type Api, apiWith } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { startOwnMuster } from "./muster.ts";
import { type Person, signIn } from "./people.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

let made = 0;
const named = (name: string) => `${name} ${process.pid}${++made}`;
const at = (offsetMs: number) => new Date(Date.now() + offsetMs).toISOString();

type Plan = { name: string; people: Person[]; zone?: string; part?: object };

/** A schedule on which these people take turns each day at this hour, the first of them now. */
async function scheduleFor(admin: Api, { name, people, zone = "UTC", part = {} }: Plan): Promise<{ id: string; slug: string }> {
  const handOff = new Date(Date.now() - 2 * HOUR_MS);
  const layer = {
    id: crypto.randomUUID(),
    name: "Primary",
    people: people.map(({ id }) => id),
    rotation: { every: 1, unit: "day" as const },
    startsOn: handOff.toISOString().slice(0, 10),
    handOffAt: handOff.toISOString().slice(11, 16),
    zone,
    restrictions: [],
    ...part,
  };
  return admin.oncall.create.mutate({ name, zone, layers: [layer] });
}

test("a schedule of a team in two clicks, changed with its difference before saving", async ({ enter, api, join, look }) => {
  const [nora, piet] = [await join("Nora Winter"), await join("Piet Aalto")];
  const teamName = named("Parcels");
  const { id: team } = await api("ada").teams.create.mutate({ name: teamName });
  for (const { id: person } of [nora, piet]) await api("ada").teams.setMember.mutate({ id: team, person });
  const page = await enter("ada", `/on-call/new?team=${team}`);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(teamName);
  await expect(page.getByLabel("Team", { exact: true }).locator("option:checked")).toHaveText(teamName);
  await expect(page.getByRole("list", { name: "People of Primary" }).getByRole("listitem")).toHaveCount(2);
  await expect(page.getByText("Somebody is on call at each hour of the next four weeks.").or(page.getByText("have nobody on call"))).toBeVisible();
  await look(page, "new");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create the schedule" }).click();
  await expect(page.getByRole("heading", { level: 1, name: teamName })).toBeVisible();
  await expect(page.getByRole("list", { name: "On call" }).getByRole("listitem").filter({ hasText: "Nora" }).first()).toBeVisible();
  await look(page, "schedule");
  await expectAccessible(page);

  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { name: `Edit ${teamName}` })).toBeVisible();
  await expect(page.getByText("Nobody’s hours change.")).toBeVisible();
  await page.getByRole("button", { name: "Move Piet Aalto up" }).click();
  const changes = page.getByRole("list", { name: "Changes" });
  await expect(changes).toContainText("Piet Aalto instead of Nora Winter");
  await page.getByRole("button", { name: "Only at certain hours" }).click();
  await expect(page.getByText(/without anybody are new/)).toBeVisible();
  await look(page, "editor");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save the schedule" }).click();
  await expect(page.getByText("Only Mon to Fri, 09:00 to 17:00")).toBeVisible();
  await expect(page.getByRole("list", { name: "Hours without anybody" }).getByRole("listitem").first()).toBeVisible();
  await expect(
    page
      .getByRole("region", { name: /^Calendar of/ })
      .getByText("Nobody")
      .first(),
  ).toBeVisible();
  await look(page, "gaps");
});

test("somebody else saved meanwhile: both versions stand until one is chosen", async ({ enter, api, cast }) => {
  const name = named("Clash");
  const { id, slug } = await scheduleFor(api("ada"), { name, people: [cast.grace, cast.linus] });
  const page = await enter("ada", `/on-call/${slug}/edit`);
  await page.getByLabel("What it is for").fill("Mine");
  await api("ada").oncall.change.mutate({ id, version: 1, change: { description: "Theirs" } });
  await page.getByRole("button", { name: "Save the schedule" }).click();
  await expect(page.getByText("Ada Lindqvist changed this schedule while you were editing")).toBeVisible();
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Save the schedule" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText(/UTC · Mine/)).toBeVisible();
});

test("a responder takes hours over on the calendar by keyboard, and takes it back", async ({ enter, api, cast, look }) => {
  const { slug } = await scheduleFor(api("ada"), { name: named("Override"), people: [cast.linus, cast.mara] });
  const page = await enter("grace", `/on-call/${slug}`);
  const row = page.getByRole("list", { name: "On call", exact: true });
  await row
    .getByRole("button", { name: /^Linus Brandt/ })
    .first()
    .focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Take over" });
  await expect(dialog).toContainText("In the place of");
  await expect(dialog).toContainText("Mara Silva");
  await look(page, "override");
  await expectAccessible(page);
  await dialog.getByLabel("Reason").fill("Mara travels");
  await dialog.getByRole("button", { name: "Take over" }).click();
  const overrides = page.getByRole("list", { name: "Overrides" });
  await expect(overrides.first()).toContainText("Grace Okafor");
  await expect(row.getByRole("button", { name: /^Grace Okafor/ })).toBeVisible();
  await page.getByRole("button", { name: /^Take back the override of Grace Okafor/ }).click();
  await expect(page.getByText("None now or to come.")).toBeVisible();
  await expect(row.getByRole("button", { name: /^Grace Okafor/ })).toHaveCount(0);
});

test("hours are drawn over with the mouse, and a lead puts somebody else on call", async ({ enter, api, cast }) => {
  const { slug } = await scheduleFor(api("ada"), { name: named("Drawn"), people: [cast.linus] });
  const page = await enter("ada", `/on-call/${slug}`);
  const row = page.getByRole("list", { name: "On call", exact: true });
  const box = await row.boundingBox();
  if (!box) throw new Error("The row is not on the screen.");
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  const dialog = page.getByRole("dialog", { name: "Put somebody on call" });
  const [from, to] = await Promise.all([dialog.getByLabel("From (your time)").inputValue(), dialog.getByLabel("Until (your time)").inputValue()]);
  expect((Date.parse(to) - Date.parse(from)) / HOUR_MS).toBeCloseTo(14 * 24 * 0.1, 0);
  await dialog.getByRole("combobox", { name: "Who" }).fill("Mara");
  await page.getByRole("option", { name: /^Mara Silva/ }).click();
  await dialog.getByRole("button", { name: "Put on call" }).click();
  await expect(row.getByRole("button", { name: /^Mara Silva/ })).toBeVisible();
  await expect
    .poll(async () => (await api("mara").notifications.list.query({ limit: 20 })).items.map(({ title }) => title))
    .toContainEqual(expect.stringMatching(/^Ada Lindqvist put you on call: Drawn/));
});

test("two people swap shifts in two browsers", async ({ enter, api, join, look }) => {
  const [nora, piet] = [await join("Ines Winter"), await join("Kaspar Dahl")];
  const name = named("Swap");
  const { id } = await scheduleFor(api("ada"), { name, people: [nora, piet] });
  const noras = await enter(nora, "/on-call/mine");
  const piets = await enter(piet, "/on-call/mine");
  const second = noras.getByRole("list", { name: "Your shifts" }).getByRole("listitem").nth(1);
  await second.getByRole("button", { name: /^Ask somebody/ }).click();
  const dialog = noras.getByRole("dialog", { name: "Ask for a swap" });
  await dialog.getByRole("combobox", { name: "Who could take it" }).fill("Kaspar");
  await noras
    .getByRole("option", { name: /^Kaspar Dahl/ })
    .first()
    .click();
  await dialog.getByLabel("In return you take").selectOption({ index: 1 });
  await dialog.getByLabel("Message").fill("School play");
  await look(noras, "ask");
  await expectAccessible(noras);
  const before = await ownersOf(api(nora), id);
  await dialog.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(noras.getByText("Waits for an answer")).toBeVisible();

  await expect(piets.getByText("Ines Winter asks you to take a shift")).toBeVisible({ timeout: 20_000 });
  await expect(piets.getByText("“School play”")).toBeVisible();
  await look(piets, "asked");
  await expectAccessible(piets);
  await piets.getByRole("button", { name: "Accept" }).click();
  await expect(piets.getByText("The shift is yours now")).toBeVisible();
  await expect(noras.getByText("Waits for an answer")).toHaveCount(0, { timeout: 20_000 });
  const after = await ownersOf(api(nora), id);
  expect(after).not.toEqual(before);
  expect(after.toSorted()).toEqual(before.toSorted());
});

/** Who is on call at each hand-over of the next days. */
async function ownersOf(api: Api, schedule: string): Promise<string[]> {
  const names: string[] = [];
  for (let day = 0; day < 6; day += 1) {
    const { items } = await api.oncall.who.query({ schedule, at: at(day * DAY_MS) });
    names.push(items[0]?.now?.person.name ?? "nobody");
  }
  return names;
}

test.describe("across changes of clocks", () => {
  test.use({ timezoneId: "Europe/Vienna" });
  test("the calendar marks the day and keeps the hour of the hand-over", async ({ enter, api, cast, look }) => {
    const part = { startsOn: "2026-01-01", handOffAt: "09:00" };
    const { slug } = await scheduleFor(api("ada"), { name: named("Clocks"), people: [cast.grace, cast.linus], zone: "Europe/Vienna", part });
    const page = await enter("vera", `/on-call/${slug}`, { timezoneId: "Europe/Vienna" });
    const calendar = page.getByRole("region", { name: /^Calendar of/ });
    const later = page.getByRole("button", { name: "Later" });
    await page.getByLabel("Days shown").selectOption("A week");
    for (let turn = 0; turn < 60 && (await calendar.getByText(/Clocks go/).count()) === 0; turn += 1) await later.click();
    await expect(calendar.getByText(/Clocks go (forward|back) by an hour/)).toBeAttached();
    const pieces = await calendar.getByRole("list", { name: "On call", exact: true }).getByRole("listitem").allTextContents();
    expect(pieces.length).toBeGreaterThanOrEqual(7);
    for (const words of pieces.slice(1, -1)) expect(words).toMatch(/09:00 to \w{3} \d+ \w{3} 09:00|09:00 to .*09:00/);
    await look(page, "clocks");
  });
});

test("on a phone: who is on call, one's own shifts, and taking over", async ({ enter, api, cast, look }) => {
  const name = named("Bed");
  await scheduleFor(api("ada"), { name, people: [cast.linus, cast.mara] });
  const page = await enter("grace", "/on-call", PHONE);
  const line = page.getByRole("list", { name: "On call now" }).getByRole("listitem").filter({ hasText: name });
  await expect(line).toContainText("Linus Brandt");
  await fitsTheScreen(page);
  await look(page, "now");
  await line.getByRole("button", { name: `Take over ${name} now` }).tap();
  await look(page, "take-over");
  await page.getByRole("radio", { name: /^For 2 hours/ }).check();
  await page.getByRole("button", { name: "Take over now" }).tap();
  await expect(line).toContainText("Grace Okafor");
  await expect(line.getByRole("button", { name: /^Take over/ })).toHaveCount(0);
  await page.getByRole("link", { name: "My shifts" }).tap();
  await expect(page.getByRole("list", { name: "Your shifts" })).toContainText(name);
  await fitsTheScreen(page);
  await look(page, "mine");
  await page.getByRole("list", { name: "Your shifts" }).getByRole("link", { name }).first().tap();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await fitsTheScreen(page);
  await look(page, "schedule");
});

async function fitsTheScreen(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, "nothing sticks out sideways").toBeLessThanOrEqual(0);
}

test("a calendar address is made, read without signing in, and revoked", async ({ enter, api, join, look, playwright }) => {
  const nora = await join("Nora Winter");
  const name = named("Calendar");
  await scheduleFor(api("ada"), { name, people: [nora] });
  const page = await enter(nora, "/on-call/mine");
  await page.getByRole("button", { name: "New address" }).click();
  await page.getByRole("button", { name: "Make an address" }).click();
  const address = (await page.locator("output[aria-label='Calendar address']").textContent()) ?? "";
  await look(page, "address");
  await page.getByRole("button", { name: "Done" }).click();
  const stranger = await playwright.request.newContext();
  const answer = await stranger.get(address);
  expect(answer.headers()["content-type"]).toContain("text/calendar");
  expect(await answer.text()).toContain(`SUMMARY:On call: ${name}`);
  await page.getByRole("button", { name: "Revoke: Your own shifts" }).click();
  await page.getByRole("button", { name: "Revoke the address" }).click();
  await expect(page.getByText("None. With one,")).toBeVisible();
  expect((await stranger.get(address)).status()).toBe(404);
  await stranger.dispose();
});

test("the place is in the navigation, for whoever looks and for whoever is called", async ({ enter, look }) => {
  const page = await enter("vera", "/incidents");
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/\/on-call$/);
  await expect(page.getByRole("heading", { level: 1, name: "On call" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Take over/ })).toHaveCount(0);
  await look(page, "all");
  await expectAccessible(page);
});

test("an installation without any schedule teaches what one is, and makes one of a team in two clicks", async ({ enter, look }) => {
  test.slow();
  const admin = { email: "ines@example.com", password: "cobalt rivers at noon" };
  const muster = await startOwnMuster({ MUSTER_ADMIN_EMAIL: admin.email, MUSTER_ADMIN_PASSWORD: admin.password });
  try {
    const state = await signIn(muster.url, admin.email, admin.password);
    const api = apiWith(muster.url, state);
    const { id: person } = await api.account.read.query();
    const { id: team } = await api.teams.create.mutate({ name: "Payments" });
    await api.teams.setMember.mutate({ id: team, person });
    const page = await enter("visitor", "/on-call", { baseURL: muster.url, storageState: state });
    await expect(page.getByRole("heading", { name: "Nobody is on call yet" })).toBeVisible();
    await expect(page.getByRole("link", { name: "From Payments" })).toBeVisible();
    await look(page, "empty");
    await expectAccessible(page);
    await page.getByRole("link", { name: "From Payments" }).click();
    await page.getByRole("button", { name: "Create the schedule" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Payments" })).toBeVisible();
    const { items } = await api.oncall.who.query({});
    expect(items).toMatchObject([{ schedule: { name: "Payments" }, now: { person: { id: person } } }]);
  } finally {
    await muster.stop();
  }
});
