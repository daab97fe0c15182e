import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";

const folder = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-tray-${process.pid}-${Date.now()}`;
  return process.env.MUSTER_DATA_DIR;
});

import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { aPage } from "../testing/pages.ts";
import { forgetSetAside } from "./set-aside.ts";
import { takeForms } from "./take-forms.ts";

const tray = join(folder, "status", "tray");

beforeEach(async () => {
  await resetDatabase();
  await rm(tray, { recursive: true, force: true });
  await mkdir(tray, { recursive: true });
  await aPage(await testPerson({ role: "admin" }), null);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let handed = 0;
async function handIn(fields: object, slug = "acme"): Promise<void> {
  handed += 1;
  await writeFile(join(tray, `${1_000 + handed}-${randomUUID()}.json`), JSON.stringify({ kind: "subscribe", slug, fields, at: "" }));
}
const addresses = async () => (await db().statusSubscriber.findMany({ orderBy: { id: "asc" } })).map(({ address }) => address);
const left = async () => (await readdir(tray)).map((name) => name.split(".").at(-1));

test("a form that fails is set aside, and those behind it are done", async () => {
  await handIn({ email: "first@customer.example" });
  await handIn({ email: "lost@customer.example" }, "no\u0000page");
  await handIn({ email: "last@customer.example" });
  expect(await takeForms()).toBe(3);
  expect(await addresses()).toEqual(["first@customer.example", "last@customer.example"]);
  expect(await left()).toEqual(["failed"]);
  expect(await takeForms()).toBe(0);
  await forgetSetAside();
  const [kept = ""] = await readdir(tray);
  const then = new Date(Date.now() - 8 * 86_400_000);
  await utimes(join(tray, kept), then, then);
  await forgetSetAside();
  expect(await left()).toEqual([]);
});

test("a webhook that grows beyond what is stored when it is escaped is left out like any that is none", async () => {
  const long = [...randomBytes(900)].map((byte) => String.fromCodePoint(0x4e00 + byte)).join("");
  await handIn({ webhook: `https://hooks.customer.example/${long}` });
  await handIn({ webhook: "https://hooks.customer.example/short" });
  await takeForms();
  expect(await addresses()).toEqual(["https://hooks.customer.example/short"]);
  expect(await left()).toEqual([]);
});
