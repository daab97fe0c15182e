import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";

const folder = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-maintenance-${process.pid}-${Date.now()}`;
  return process.env.MUSTER_DATA_DIR;
});

import { ChangeMaintenance, EndMaintenance, ScheduleMaintenance } from "#lib/contracts/status/maintenance.ts";
import { auditOf } from "#server/auth/testing/people.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { unpackBundle } from "#server/status-server/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import { changeMaintenance, endMaintenance, listMaintenance, scheduleMaintenance } from "../index.ts";
import { renderPages } from "../render-pages.ts";
import { aPage } from "../testing/pages.ts";

const MINUTE = 60_000;
let admin: Someone;
let ada: Someone;
let components: string[];
let begin: number;

beforeEach(async () => {
  await resetDatabase();
  await rm(join(folder, "status"), { recursive: true, force: true });
  admin = await testPerson({ role: "admin", name: "Root" });
  ada = await testPerson({ name: "Ada" });
  components = [(await aPage(admin, null)).payments];
  begin = Date.parse(await databaseNow());
  const data = { id: newId(), kind: "email", address: "nina@customer.example", components: [], wanted: [] };
  const page = await db().statusPage.findFirstOrThrow();
  const at = new Date(begin - MINUTE);
  await db().statusSubscriber.create({ data: { ...data, pageId: page.id, createdAt: at, askedAt: at, confirmedAt: at } });
});

const at = (minutes: number) => new Date(begin + minutes * MINUTE).toISOString();
const plan = (more: object = {}) =>
  ScheduleMaintenance.parse({
    page: "acme",
    title: "Database upgrade",
    text: "Payments may be slow.",
    components,
    startsAt: at(120),
    endsAt: at(180),
    ...more,
  });

async function served(): Promise<{ state: string; html: string; uptime: number }> {
  await Promise.all([renderPages(), renderPages()]);
  const { resources } = unpackBundle(await readFile(join(folder, "status", "public", "acme.page")));
  const json = JSON.parse(resources.get("status.json")?.identity.toString("utf8") ?? "{}");
  return { state: json.status, html: resources.get("")?.identity.toString("utf8") ?? "", uptime: json.components[0].uptime };
}
const told = async () => (await db().statusDelivery.findMany({ orderBy: { createdAt: "asc" } })).map(({ news }) => news.split(":")[2]);

describe("maintenance by itself", () => {
  test("is announced, reminds, begins and ends by the clock: each told once by two workers at once, and it costs no uptime", async () => {
    const { id } = await scheduleMaintenance(ada, plan());
    expect((await served()).html).toContain("Database upgrade");
    expect(await told()).toEqual(["announced"]);
    await shiftClock(61 * MINUTE);
    await served();
    expect(await told()).toEqual(["announced", "reminder"]);
    await shiftClock(121 * MINUTE);
    expect(await served()).toMatchObject({ state: "maintenance" });
    await shiftClock(181 * MINUTE);
    expect(await served()).toMatchObject({ state: "operational", uptime: 1 });
    expect(await told()).toEqual(["announced", "reminder", "started", "ended"]);
    const { items } = await listMaintenance(ada, { page: "acme" });
    expect(items).toMatchObject([{ id, state: "ended", startedAt: at(120), endedAt: at(180) }]);
  });

  test("begins and ends at the announced times also when nobody was there meanwhile", async () => {
    await scheduleMaintenance(ada, plan({ remindMinutes: 0 }));
    await shiftClock(24 * 60 * MINUTE);
    expect(await served()).toMatchObject({ state: "operational" });
    expect((await listMaintenance(ada, { page: "acme" })).items).toMatchObject([{ state: "ended", startedAt: at(120), endedAt: at(180) }]);
    expect(await told()).toEqual([]);
  });

  test("is called off with a reason that stands on the page, or ended sooner", async () => {
    const first = await scheduleMaintenance(ada, plan());
    await served();
    expect(await endMaintenance(ada, EndMaintenance.parse({ id: first.id, reason: "The vendor is not ready" }))).toEqual({ state: "cancelled" });
    await served();
    expect(await told()).toEqual(["announced", "cancelled"]);
    const second = await scheduleMaintenance(ada, plan({ startsAt: at(-1) }));
    expect((await served()).state).toBe("maintenance");
    expect(await endMaintenance(ada, EndMaintenance.parse({ id: second.id, reason: "Done sooner" }))).toEqual({ state: "ended" });
    expect((await served()).state).toBe("operational");
    expect((await refusal(endMaintenance(ada, EndMaintenance.parse({ id: second.id, reason: "Again" })))).message).toContain("over already");
  });
});

test("another start, later or sooner, reminds anew of its own time; what has begun keeps its start", async () => {
  const { id } = await scheduleMaintenance(ada, plan({ startsAt: at(300), endsAt: at(360) }));
  await served();
  await shiftClock(241 * MINUTE);
  await served();
  expect(await told()).toEqual(["announced", "reminder"]);
  await changeMaintenance(ada, ChangeMaintenance.parse({ id, startsAt: at(500), endsAt: at(560) }));
  await served();
  expect((await listMaintenance(ada, { page: "acme" })).items[0]).toMatchObject({ remindedAt: null, startsAt: at(500) });
  await shiftClock(441 * MINUTE);
  await served();
  expect(await told()).toEqual(["announced", "reminder", "reminder"]);
  await changeMaintenance(ada, ChangeMaintenance.parse({ id, startsAt: at(470), endsAt: at(530) }));
  await served();
  expect(await told()).toEqual(["announced", "reminder", "reminder", "reminder"]);
  const last = await db().statusDelivery.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  expect(last).toMatchObject({ state: "waiting", content: { kind: "reminder", startsAt: at(470) } });
  await shiftClock(471 * MINUTE);
  await served();
  const change = changeMaintenance(ada, ChangeMaintenance.parse({ id, startsAt: at(600), endsAt: at(660) }));
  expect((await refusal(change)).message).toContain("It has begun");
  await changeMaintenance(ada, ChangeMaintenance.parse({ id, endsAt: at(620) }));
  expect(await auditOf("status.change-maintenance")).toHaveLength(3);
});

test("refuses an end before the start, one that is over, unknown components, and whoever may not", async () => {
  expect((await refusal(scheduleMaintenance(ada, plan({ endsAt: at(60) })))).message).toContain("ends after it starts");
  expect((await refusal(scheduleMaintenance(ada, plan({ startsAt: at(-60), endsAt: at(-30) })))).message).toContain("over already");
  expect((await refusal(scheduleMaintenance(ada, plan({ components: [newId()] })))).message).toContain("not on this page");
  const viewer = await testPerson({ role: "viewer" });
  expect((await refusal(scheduleMaintenance(viewer, plan()))).status).toBe(403);
});
