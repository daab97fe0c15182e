import { rm } from "node:fs/promises";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

const folder = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-may-send-${process.pid}-${Date.now()}`;
  return process.env.MUSTER_DATA_DIR;
});

import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService } from "#server/testing/incident.ts";
import { archivePage, changePage } from "../change-page.ts";
import { renderPages } from "../render-pages.ts";
import { storedPage } from "../stored.ts";
import { aPage, publish } from "../testing/pages.ts";
import { claimDue } from "./claim-due.ts";
import { subscribe } from "./subscribe.ts";

const CHANNEL = newId();
let admin: Someone;

beforeEach(async () => {
  await resetDatabase();
  admin = await testPerson({ role: "admin" });
  const service = await aService("payments");
  await aPage(admin, service, { slack: [CHANNEL] });
  const { id: pageId, createdAt: at } = await db().statusPage.findFirstOrThrow();
  const data = { id: newId(), pageId, kind: "webhook", address: "https://hooks.customer.example/", components: [], wanted: [] };
  await db().statusSubscriber.create({ data: { ...data, createdAt: at, askedAt: at, confirmedAt: at } });
  await publish(admin, { reference: await anIncident(admin, { services: [service] }) });
  await renderPages();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const change = async (settings: object) => changePage(admin, { slug: "acme", version: (await storedPage("acme")).version, settings });
const recipients = async () => (await claimDue(50, [])).map(({ subscriber }) => subscriber?.kind ?? "slack").sort();
const why = async () =>
  (await db().statusDelivery.findMany({ where: { state: "cancelled" }, orderBy: { recipient: "asc" } })).map(({ error }) => error ?? "").sort();

describe("what was planned is called off, not sent, when by then", () => {
  test("nothing has changed: it is sent to both", async () => {
    expect(await recipients()).toEqual(["slack", "webhook"]);
    expect(await why()).toEqual([]);
  });

  test("the page is archived", async () => {
    await archivePage(admin, { slug: "acme" });
    expect(await recipients()).toEqual([]);
    expect(await why()).toEqual(["The page was archived.", "The page was archived."]);
  });

  test.each([{ audience: "sign-in" as const }, { canSubscribe: false }])("the page is %j: channels alone hear of it", async (settings) => {
    await change(settings);
    expect(await recipients()).toEqual(["slack"]);
    expect(await why()).toEqual(["The page takes no subscribers any more."]);
  });

  test("the subscriber has ended it, who is still asked when they want it again", async () => {
    await db().statusSubscriber.updateMany({ data: { endedAt: new Date() } });
    await subscribe(await storedPage("acme"), { kind: "webhook", address: "https://hooks.customer.example/", components: [] });
    const claimed = await claimDue(50, []);
    expect(claimed.map(({ content, connectionId }) => connectionId ?? content.kind).sort()).toEqual([CHANNEL, "confirm"].sort());
    expect(await why()).toEqual(["The subscription has ended."]);
  });

  test("the channel is not connected with the page any more", async () => {
    await change({ slack: [] });
    expect(await recipients()).toEqual(["webhook"]);
    expect(await why()).toEqual(["This channel is not told of the page any more."]);
  });
});
