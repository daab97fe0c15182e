import { rm } from "node:fs/promises";
import { afterAll, beforeEach, expect, test, vi } from "vitest";

const folder = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-plan-news-${process.pid}-${Date.now()}`;
  return process.env.MUSTER_DATA_DIR;
});

import { RetractUpdate } from "#lib/contracts/status/commands.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService } from "#server/testing/incident.ts";
import { changePage } from "../change-page.ts";
import { retractUpdate } from "../correct-update.ts";
import { renderPages } from "../render-pages.ts";
import { storedPage } from "../stored.ts";
import { aPage, publish } from "../testing/pages.ts";

beforeEach(resetDatabase);
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a retraction is told to the channels that were told what it takes back, and to no other", async () => {
  const admin = await testPerson({ role: "admin" });
  const service = await aService("payments");
  const [told, failed, later] = [newId(), newId(), newId()];
  await aPage(admin, service, { slack: [told, failed] });
  const reference = await anIncident(admin, { services: [service] });
  const { id } = await publish(admin, { reference });
  await renderPages();
  await db().statusDelivery.updateMany({ where: { recipient: told }, data: { state: "sent" } });
  await db().statusDelivery.updateMany({ where: { recipient: failed }, data: { state: "failed" } });
  await changePage(admin, { slug: "acme", version: (await storedPage("acme")).version, settings: { slack: [told, failed, later] } });
  await retractUpdate(admin, RetractUpdate.parse({ reference, id, reason: "It was another service" }));
  await renderPages();
  const retractions = await db().statusDelivery.findMany({ where: { news: { startsWith: "retraction:" } } });
  expect(retractions.map(({ recipient }) => recipient)).toEqual([told]);
});
