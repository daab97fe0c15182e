import { access, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const folder = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-export-${process.pid}-${Date.now()}`;
  return process.env.MUSTER_DATA_DIR;
});

import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService } from "#server/testing/incident.ts";
import { renderPages } from "../render-pages.ts";
import { aPage, publish } from "../testing/pages.ts";
import { exportPages } from "./export-pages.ts";
import { bucketStore, directoryStore, type Store } from "./store.ts";

let admin: Someone;
let ada: Someone;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  await rm(folder, { recursive: true, force: true });
  admin = await testPerson({ role: "admin" });
  ada = await testPerson({ name: "Ada" });
  const service = await aService("payments");
  reference = await anIncident(ada, { services: [service] });
  await aPage(admin, service);
  await aPage(admin, null, { audience: "sign-in", name: "Inside" }, "inside");
  await publish(ada, { reference });
  await renderPages();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a directory has every public answer as a file, no form, no secret and no page of the inside; what leaves the page leaves it", async () => {
  const out = join(folder, "copy");
  const stores = [directoryStore(out)];
  await exportPages(stores);
  expect(await readFile(join(out, "acme.html"), "utf8")).toContain("Card payments may fail.");
  const files = await readdir(out, { recursive: true });
  expect(files).toEqual(expect.arrayContaining(["acme/feed.atom", "acme/status.json", "acme/badge.svg", "acme/history.html"]));
  expect(files.filter((file) => /inside|subscribe|confirm|thanks|\.part$|^acme\/(s|me)\//.test(file))).toEqual([]);
  const incident = files.find((file) => file.startsWith("acme/incidents/")) ?? "";
  await changeAccess(ada, ChangeAccess.parse({ reference, visibility: "private" }));
  await renderPages();
  await exportPages(stores);
  expect(await readFile(join(out, "acme.html"), "utf8")).not.toContain("Card payments may fail.");
  await expect(access(join(out, incident))).rejects.toThrow();
});

test("a bucket gets signed requests, only for what changed, and again after it failed", async () => {
  const objects = new Map<string, { body: Buffer; headers: IncomingHttpHeaders }>();
  const asked: string[] = [];
  let isDown = true;
  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on("data", (part: Buffer) => parts.push(part));
    req.on("end", () => {
      asked.push(`${req.method} ${req.url}`);
      if (isDown) return res.writeHead(503).end("SlowDown");
      if (req.method === "DELETE") objects.delete(req.url ?? "");
      else objects.set(req.url ?? "", { body: Buffer.concat(parts), headers: req.headers });
      res.writeHead(req.method === "DELETE" ? 204 : 200).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pages`;
  const stores = [bucketStore({ url, region: "eu-central-1", accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a secret of the test" })];
  try {
    await expect(exportPages(stores)).rejects.toThrow("The bucket answered 503");
    isDown = false;
    await exportPages(stores);
    const page = objects.get("/pages/acme");
    expect(gunzipSync(page?.body ?? Buffer.alloc(0)).toString("utf8")).toContain("Card payments may fail.");
    expect(page?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/s3\/aws4_request, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/,
    );
    expect(page?.headers).toMatchObject({ "content-type": "text/html; charset=utf-8", "content-encoding": "gzip" });
    expect(page?.headers["cache-control"]).toContain("stale-if-error");
    asked.length = 0;
    await exportPages(stores);
    expect(asked).toEqual([]);
    await changeAccess(ada, ChangeAccess.parse({ reference, visibility: "private" }));
    await renderPages();
    await exportPages(stores);
    expect([...objects.keys()].filter((key) => key.includes("/incidents/"))).toEqual([]);
    expect(asked[0]).toMatch(/^DELETE \/pages\/acme\/(incidents|history)\//);
    expect(asked.at(-1)).toBe("PUT /pages/acme");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

const shelf = () => {
  const files = new Map<string, string>();
  const refused = new Set<string>();
  const store: Store = {
    id: `shelf ${newId()}`,
    put: async ({ name, resource }) => {
      if (refused.has(name)) throw new Error(`No room for ${name}`);
      files.set(name, resource.identity.toString("utf8"));
    },
    remove: async ({ name }) => {
      if (refused.has(name)) throw new Error(`${name} is stuck`);
      files.delete(name);
    },
  };
  return { files, refused, store };
};

test("one file that fails holds up no other and no other store, and is tried again", async () => {
  const [narrow, wide] = [shelf(), shelf()];
  narrow.refused.add("acme/feed.atom");
  await expect(exportPages([narrow.store, wide.store])).rejects.toThrow("No room for acme/feed.atom");
  expect(wide.files.has("acme/feed.atom")).toBe(true);
  expect([...wide.files.keys()].filter((name) => !narrow.files.has(name))).toEqual(["acme/feed.atom"]);
  narrow.refused.clear();
  await exportPages([narrow.store, wide.store]);
  expect(narrow.files).toEqual(wide.files);
});

test("a page that cannot be read keeps its copy, and is named; so do all when the folder cannot be read", async () => {
  const { files, store } = shelf();
  await exportPages([store]);
  const before = new Map(files);
  await aPage(admin, null, { name: "Beta" }, "beta");
  await renderPages();
  await writeFile(join(folder, "status", "public", "acme.page"), "damaged");
  await expect(exportPages([store])).rejects.toThrow("The page “acme” is left as it was copied");
  expect(files.get("acme")).toBe(before.get("acme"));
  expect([...before.keys()].filter((name) => !files.has(name))).toEqual([]);
  expect(files.has("beta")).toBe(true);
  const pages = join(folder, "status", "public");
  await rm(pages, { recursive: true });
  await writeFile(pages, "no folder");
  await expect(exportPages([store])).rejects.toThrow("ENOTDIR");
  expect(files.has("beta")).toBe(true);
});
