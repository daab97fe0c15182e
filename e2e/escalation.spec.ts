import { devices, type Page } from "@playwright/test";
import pg from "pg";
import { DEFAULT_RULES } from "#lib/contracts/escalation/default-policy.ts";
import { type Api, apiWith } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { ADMIN, databaseUrlOf } from "./installation.ts";
import { startOwnMuster } from "./muster.ts";
import { joinAs, type Person, signIn } from "./people.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const MINUTE = 60_000;
const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const tableOn = (page: Page) => page.getByRole("region", { name: "Notification status" });
const rowOn = (page: Page, level: string) =>
  tableOn(page)
    .getByRole("row")
    .filter({ hasText: new RegExp(`^${level}`) });
const rungOn = (page: Page, level: string) => page.getByRole("list", { name: "Levels" }).getByRole("listitem").filter({ hasText: level });
const ack = (page: Page) => page.getByRole("button", { name: "Acknowledge", exact: true });

type Ladder = { alice: Person; bob: Person; carol: Person; dave: Person; erin: Person; service: string };

/** Everybody whom the ladder names. */
async function setUp(url: string, admin: Api): Promise<Ladder> {
  const join = (name: string, role: "responder" | "viewer" = "responder") => joinAs(url, admin, name, role);
  const [alice, bob, carol, dave, erin] = [
    await join("Alice Ono"),
    await join("Bob Reyes"),
    await join("Carol Weiss"),
    await join("Dave Lund", "viewer"),
    await join("Erin Shah"),
  ];
  const { id: team } = await admin.teams.create.mutate({ name: "Payments" });
  await admin.teams.setMember.mutate({ id: team, person: bob.id, isLead: true });
  const { id: service } = await admin.services.create.mutate({ name: "Payment API", tier: 1, team });
  const { positions } = await admin.policies.book.query();
  const hold = (key: string, name: string, user: string) =>
    admin.policies.savePosition.mutate({ key, name, user, version: positions.find((position) => position.key === key)?.version ?? 0 });
  const since = new Date(Date.now() - 60 * MINUTE).toISOString();
  const primary = { id: crypto.randomUUID(), name: "Primary", people: [alice.id], rotation: { every: 1, unit: "week" as const }, restrictions: [] };
  const layers = [{ ...primary, startsOn: since.slice(0, 10), handOffAt: since.slice(11, 16), zone: "UTC" }];
  await admin.oncall.create.mutate({ name: "Payments", team, zone: "UTC", layers });
  await hold("engineering-manager", "Engineering Manager", carol.id);
  await hold("vp-engineering", "VP Engineering", dave.id);
  await hold("cto", "CTO", erin.id);
  await admin.policies.save.mutate({
    id: null,
    version: 0,
    name: "Default ladder",
    rules: DEFAULT_RULES,
    isDefault: true,
    description: "",
    services: [],
  });
  return { alice, bob, carol, dave, erin, service };
}

test("the seed's ladder climbs by the clock, each answers in their own browser, and everybody is stood down at the end", async ({ enter, look }) => {
  test.setTimeout(240_000);
  const muster = await startOwnMuster({ MUSTER_ADMIN_EMAIL: ADMIN.email, MUSTER_ADMIN_PASSWORD: ADMIN.password });
  const database = new pg.Client({ connectionString: databaseUrlOf(muster) });
  await database.connect();
  const shiftClock = (minutes: number) =>
    database.query("INSERT INTO clock_shift VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET shift_millis = $1", [minutes * MINUTE]);
  try {
    const state = await signIn(muster.url, ADMIN.email, ADMIN.password);
    const admin = apiWith(muster.url, state);
    const { alice, bob, carol, dave, service } = await setUp(muster.url, admin);
    const as = (person: Person, path: string, options = {}) => enter("visitor", `${muster.url}${path}`, { storageState: person.state, ...options });
    const reference = await declare(admin, "Payment API returns 500 errors", {
      severity: "SEV2",
      services: [service],
      figures: { revenuePerHour: 50_000, usersPercent: 15 },
    });
    const place = `/incidents/${reference}/escalation`;

    await test.step("a change of the policy shows first who would be reached when instead", async () => {
      const editor = await enter("visitor", `${muster.url}/settings/escalation`, { storageState: state });
      await editor.getByRole("link", { name: "Default ladder" }).click();
      await editor.getByLabel("Minutes, L3 Engineering Manager, time 1").fill("20");
      await editor.getByLabel("Minutes, L3 Engineering Manager, time 2").fill("20");
      await editor.getByRole("button", { name: "Remove L5 CTO", exact: true }).click();
      await editor.getByRole("button", { name: "Save…" }).click();
      const night = editor.getByRole("dialog").getByRole("region", { name: "SEV1 at night" });
      await expect(night).toContainText("Carol Weiss earlier: +20 min instead of +30 min");
      await expect(night).toContainText("Erin Shah is reached no more");
      await expect(editor.getByRole("dialog").getByRole("region", { name: "SEV3 now" })).toContainText("Carol Weiss");
      await look(editor, "who-differs");
      await editor.close();
    });

    const page = await enter("visitor", `${muster.url}${place}`, { storageState: state });

    await test.step("on call at once: her Now queue has it, and a press answers", async () => {
      await expect(rowOn(page, "L1")).toContainText("Alice Ono");
      const hers = await as(alice, "/now");
      await expect(hers.getByRole("button", { name: "You are paged: On-Call Engineer" })).toBeVisible();
      await look(hers, "paged");
      await hers.keyboard.press("a");
      await expect(hers.getByText("All is calm")).toBeVisible();
      await expect(rowOn(page, "L1")).toContainText("Acknowledged");
      await expect(page.getByRole("status").filter({ hasText: "next:" })).toContainText("Team Lead");
    });

    await test.step("the lead after a quarter of an hour, in the room, who cannot take it", async () => {
      await shiftClock(16);
      await expect(rowOn(page, "L2")).toContainText("Bob Reyes", { timeout: 25_000 });
      const his = await as(bob, `/incidents/${reference}`);
      await his.getByRole("region", { name: "Needs your decision" }).getByRole("button", { name: "You are paged: Team Lead" }).click();
      await his.getByRole("region", { name: "Needs your decision" }).getByRole("button", { name: "I can't" }).click();
      await expect(rowOn(page, "L2")).toContainText("Declined");
      await expect(roomOn(his).entry("cannot take the page")).toBeVisible();
    });

    await test.step("the manager after half an hour, on a phone", async () => {
      await shiftClock(31);
      await expect(rowOn(page, "L3")).toContainText("Carol Weiss", { timeout: 25_000 });
      const hers = await as(carol, place, PHONE);
      await look(hers, "phone");
      await expectAccessible(hers);
      await ack(hers).click();
      await expect(ack(hers)).toHaveCount(0);
      await expect(rowOn(page, "L3")).toContainText("Acknowledged");
    });

    await test.step("by hand to the VP, raising to SEV1: who may only look answers, and the CTO is next", async () => {
      await page.keyboard.press("p");
      const dialog = page.getByRole("dialog", { name: "Escalate" });
      await dialog.getByLabel("A level of the policy").check();
      await dialog.getByLabel("Level", { exact: true }).selectOption({ label: "L4 VP Engineering" });
      await dialog.getByLabel("Why").fill("Failover needs a decision");
      await dialog.getByLabel("Severity").selectOption({ label: "Raise to SEV1" });
      await expect(dialog).toContainText("It also arms CTO");
      await look(page, "by-hand");
      await dialog.getByRole("button", { name: "Page them" }).click();
      await expect(rowOn(page, "L4")).toContainText("Dave Lund");
      const his = await as(dave, "/now");
      await his.keyboard.press("a");
      await expect(rowOn(page, "L4")).toContainText("Acknowledged");
      await expect(page.getByRole("status").filter({ hasText: "next:" })).toContainText("CTO");
      await expect(rungOn(page, "L5")).toContainText("Erin Shah");
      await look(page, "ladder");
      await expectAccessible(page);
    });

    await test.step("why was nobody paged: the log says it, level by level", async () => {
      await page.getByLabel("Back: why was nobody paged?").check();
      const { room } = await admin.room.read.query({ reference });
      const quiet = new Date(Date.parse(room.timestamps.declaredAt?.at ?? "") + 5 * MINUTE);
      const local = new Date(quiet.getTime() - quiet.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
      await page.getByLabel("At (your time)").fill(local);
      await expect(page.getByText(/^Nobody was paged: Alice Ono had acknowledged/)).toBeVisible();
      const reasons = page.getByRole("list", { name: "Reasons, level by level" });
      await expect(reasons.getByRole("listitem").filter({ hasText: "CTO" })).toContainText("it wants SEV1 or above, and the incident was SEV2");
      await look(page, "why");
    });

    await test.step("de-escalate tells all of them why, lowers the severity, and nothing fires any more", async () => {
      await page.getByRole("button", { name: "De-escalate…" }).click();
      const dialog = page.getByRole("dialog", { name: "De-escalate" });
      await expect(dialog).toContainText("Told: Alice Ono, Bob Reyes, Carol Weiss, Dave Lund.");
      await dialog.getByLabel("What they are told").fill("The failover worked");
      await dialog.getByLabel("Severity").selectOption({ label: "Lower to SEV2" });
      await dialog.getByRole("button", { name: "Stand down" }).click();
      await expect(page.getByRole("status").filter({ hasText: "Stood down" })).toBeVisible();
      await shiftClock(150);
      const { markdown } = await admin.escalation.read.query({ reference });
      expect(markdown).toContain("| L4 | VP Engineering | Dave Lund |");
      expect(markdown).not.toContain("Erin Shah");
      await look(page, "down");
    });
  } finally {
    await database.end();
    await muster.stop();
  }
});

test("a policy is edited by keyboard beside what it would do, and saving shows the difference", async ({ enter, api, cast, look }) => {
  test.slow();
  const name = `Night shift ${Date.now().toString(36)}`;
  const page = await enter("ada", "/settings/escalation");

  await test.step("the list says what comes with Muster, and what of it would reach nobody", async () => {
    await expect(page.getByRole("list", { name: "Policies" })).toContainText("On-Call Engineer → Team Lead 15 min → Engineering Manager 30 min");
    await expectAccessible(page);
    await look(page, "policies");
    await page.getByRole("link", { name: "New policy" }).click();
  });

  const levels = page.getByRole("region", { name: "Levels" });
  const preview = page.getByRole("region", { name: "What it would do" });
  await test.step("levels take whom they reach by type-ahead, and move by keyboard", async () => {
    await page.getByLabel("Name", { exact: true }).fill(name);
    await levels.getByRole("button", { name: "Add a level" }).click();
    await page.getByLabel("Name of level 2").fill("Administrators");
    const card = levels.getByRole("listitem", { name: "L2 Administrators" });
    await card.getByLabel("Reaches").fill("administr");
    await page.keyboard.press("Enter");
    await expect(card).toContainText("the administrators");
    await expect(preview).toContainText(cast.ada.name);
    await page.getByLabel("Name of level 2").press("Alt+ArrowUp");
    await expect(page.getByLabel("Name of level 1")).toHaveValue("Administrators");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByLabel("Name of level 1")).toHaveValue("On-Call Engineer");
    await expect(preview.getByRole("heading")).toContainText("If a SEV2 opens");
    await look(page, "editor");
    await expectAccessible(page);
  });

  await test.step("what was not saved is there after a reload", async () => {
    await page.reload();
    await expect(page.getByText("This is what you had not saved yet.")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  });

  await test.step("a person whom nothing but the inbox reaches is refused beside the level", async () => {
    const card = levels.getByRole("listitem", { name: "L2 Administrators" });
    await card.getByLabel("Reaches").fill("Grace");
    await page.getByRole("option", { name: cast.grace.name }).click();
    await page.getByRole("button", { name: "Save…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await expect(card.getByRole("alert")).toContainText("can be reached by nothing but the inbox");
    await look(page, "refused");
    await page.getByRole("button", { name: "Undo" }).click();
  });

  await test.step("saving shows who is reached later and no more, then it stands, and an edit shows its own difference", async () => {
    await page.getByRole("button", { name: "Save…" }).click();
    await expect(page.getByRole("dialog")).toContainText(/reached|earlier|later|Nobody would be reached at another time/);
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("heading", { name })).toBeVisible();
    const card = levels.getByRole("listitem", { name: "L2 Administrators" });
    await card.getByLabel("Minutes, L2 Administrators, time 1").fill("40");
    await card.getByLabel("While, L2 Administrators, time 1").selectOption("resolved");
    await page.getByRole("button", { name: "Save…" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(page, "difference");
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Save this policy")).toHaveCount(0);
    const { policies } = await api("ada").policies.book.query();
    expect(policies.find((policy) => policy.name === name)?.rules.levels[1]?.triggers[0]).toMatchObject({ afterMinutes: 40, until: "resolved" });
  });

  await test.step("archived by one press, brought back by another", async () => {
    await page.goto("/settings/escalation");
    const line = page.getByRole("list", { name: "Policies" }).getByRole("listitem").filter({ hasText: name });
    await line.getByRole("button", { name: "Archive" }).click();
    await expect(line).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(line).toBeVisible();
    await line.getByRole("button", { name: "Archive" }).click();
    await expect(line).toHaveCount(0);
  });
});

test("who declares sees whom it pages, and where nobody is on call the place says what to set up", async ({ enter, api, look }) => {
  const page = await enter("grace", "/incidents");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Declare an incident" });
  const pages = dialog.getByLabel("Page on call");
  await expect(pages).toBeChecked();
  await expect(dialog).toContainText(/Pages |Reaches nobody/);
  await pages.focus();
  await page.keyboard.press("Space");
  await expect(dialog).toContainText("Nobody is paged; escalate by hand");
  await look(page, "declare");
  await dialog.getByLabel("What is happening?").fill("The warehouse prints nothing");
  await dialog.getByLabel("What is happening?").press("Enter");
  await page.waitForURL(/\/incidents\/INC-/);
  await page.keyboard.press("l");
  await expect(page.getByText("Nobody was paged", { exact: true })).toBeVisible();
  await expect(page.getByText("Escalate to page somebody.")).toBeVisible();

  const reference = await declare(api("grace"), "Labels are blank");
  await page.goto(`/incidents/${reference}`);
  await expect(roomOn(page).entry(/found nobody to page for/)).toHaveCount(1);
  await look(page, "calm-room");
  await page.goto(`/incidents/${reference}/escalation`);
  await expect(page.getByRole("heading", { name: "Who was notified" })).toBeVisible();
  await look(page, "nobody");
  await expectAccessible(page);
});
