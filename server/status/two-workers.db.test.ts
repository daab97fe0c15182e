import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";

const { folder, gate } = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-two-workers-${process.pid}-${Date.now()}`;
  return { folder: process.env.MUSTER_DATA_DIR, gate: { hold: undefined as undefined | (() => Promise<void>) } };
});
/** Between what a worker read and what it writes: there one is held up. */
vi.mock("./link-drafts.ts", async (original) => {
  const { linkDrafts } = await original<typeof import("./link-drafts.ts")>();
  return {
    linkDrafts: async (...given: Parameters<typeof linkDrafts>) => {
      const { hold } = gate;
      gate.hold = undefined;
      await hold?.();
      return linkDrafts(...given);
    },
  };
});

import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { unpackBundle } from "#server/status-server/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService } from "#server/testing/incident.ts";
import { archivePage } from "./change-page.ts";
import { renderPages } from "./render-pages.ts";
import { aPage, publish } from "./testing/pages.ts";

let admin: Someone;
let ada: Someone;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  await rm(join(folder, "status"), { recursive: true, force: true });
  admin = await testPerson({ role: "admin" });
  ada = await testPerson({ name: "Ada" });
  const service = await aService("payments");
  reference = await anIncident(ada, { services: [service] });
  await aPage(admin, service);
  const { id: pageId, createdAt: at } = await db().statusPage.findFirstOrThrow();
  const data = { id: newId(), pageId, kind: "email", address: "nina@customer.example", components: [], wanted: [] };
  await db().statusSubscriber.create({ data: { ...data, createdAt: at, askedAt: at, confirmedAt: at } });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const snapshot = async () => unpackBundle(await readFile(join(folder, "status", "public", "acme.page")));

/** One worker is held up after it has read; meanwhile `change` happens and another renders, as far as it comes. */
async function overtaken(change: () => Promise<unknown>): Promise<void> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    gate.hold = async () => {
      resolve();
      await opened;
    };
  });
  const slow = renderPages();
  await reached;
  await change();
  const quick = renderPages();
  await Promise.race([quick, pause(1_500)]);
  open();
  await Promise.all([slow, quick]);
}

test("a worker that was held up neither calls off what another told meanwhile nor puts its older page in the place of the newer", async () => {
  await publish(ada, { reference });
  await overtaken(() => publish(ada, { reference, text: "Cards of one bank alone fail." }));
  const { resources, version } = await snapshot();
  expect(resources.get("")?.identity.toString("utf8")).toContain("Cards of one bank alone fail.");
  expect((await db().statusPage.findFirstOrThrow()).renderedVersion).toBe(version);
  const deliveries = await db().statusDelivery.findMany({ orderBy: { createdAt: "asc" }, select: { state: true, content: true } });
  expect(deliveries).toMatchObject([
    { state: "waiting", content: { text: "Card payments may fail." } },
    { state: "waiting", content: { text: "Cards of one bank alone fail." } },
  ]);
});

test("a page that was archived while a worker was at it does not come back", async () => {
  await overtaken(() => archivePage(admin, { slug: "acme" }));
  await expect(snapshot()).rejects.toThrow("ENOENT");
});
