import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Bundle, nameOfBytes, packBundle, type Resource, unpackBundle } from "./bundle.ts";
import { openShelf, type Shelf } from "./folder.ts";
import { createHandler } from "./handle.ts";
import { openTray } from "./tray.ts";

const PAGE = "<!doctype html><!--age--><p>All is well</p>".padEnd(600, " ");
let folder: string;
let shelf: Shelf;
let url: string;
let close: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-status-"));
  await put(aBundle(1));
  shelf = await openShelf(folder, () => undefined);
  const handle = createHandler({ shelf, tray: await openTray(join(folder, "tray")), base: "", addressOf: () => "one" });
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});

afterEach(async () => {
  close();
  shelf.close();
  await rm(folder, { recursive: true, force: true });
});

function resource(body: string, part: Partial<Resource> = {}): Resource {
  const identity = Buffer.from(body);
  return {
    type: "text/html; charset=utf-8",
    headers: { "cache-control": "public, max-age=0" },
    access: "open",
    etag: nameOfBytes(identity),
    identity,
    gzip: gzipSync(identity),
    brotli: null,
    ...part,
  };
}

function aBundle(version: number, body = PAGE): Bundle {
  return {
    slug: "acme",
    name: "Acme",
    version,
    renderedAt: "2026-11-26T00:00:00.000Z",
    isListed: true,
    password: null,
    key: "",
    resources: new Map([["", resource(body)]]),
  };
}

const put = (bundle: Bundle) => writeFile(join(folder, `${bundle.slug}.page`), packBundle(bundle));

test("a snapshot reads back as it was packed, and a changed byte is refused", () => {
  const packed = packBundle(aBundle(3));
  expect(unpackBundle(packed)).toEqual(aBundle(3));
  const damaged = Buffer.from(packed);
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
  expect(() => unpackBundle(damaged)).toThrow("damaged");
  expect(() => unpackBundle(packed.subarray(0, 20))).toThrow("no snapshot");
});

test("a page comes compressed as the reader takes it, and as nothing when it is known", async () => {
  const plain = await fetch(`${url}/acme`, { headers: { "accept-encoding": "identity" } });
  expect(await plain.text()).toBe(PAGE);
  const small = await fetch(`${url}/acme`, { headers: { "accept-encoding": "gzip" } });
  expect(small.headers.get("content-encoding")).toBe("gzip");
  expect(small.headers.get("etag")).not.toBe(plain.headers.get("etag"));
  const known = await fetch(`${url}/acme`, { headers: { "accept-encoding": "gzip", "if-none-match": `W/${small.headers.get("etag")}` } });
  expect([known.status, await known.text()]).toEqual([304, ""]);
  const refused = await fetch(`${url}/acme`, { headers: { "accept-encoding": "gzip;q=0" } });
  expect(refused.headers.get("content-encoding")).toBeNull();
});

test("the index lists public pages; anything else is not there, and cannot be changed", async () => {
  expect(await (await fetch(url)).text()).toContain('<a href="/acme">Acme</a>');
  expect((await fetch(`${url}/nobody`)).status).toBe(404);
  expect((await fetch(`${url}/acme/nothing`)).status).toBe(404);
  expect((await fetch(`${url}/acme`, { method: "DELETE" })).status).toBe(405);
  expect((await fetch(`${url}/acme/subscribe`, { method: "POST", body: "email=a@b.c" })).status).toBe(404);
  expect(await readdir(join(folder, "tray"))).toEqual([]);
});

test("a newer snapshot replaces the page, an older or a broken one does not", async () => {
  await put(aBundle(3, "three"));
  await shelf.look();
  await shelf.look();
  expect(await (await fetch(`${url}/acme`)).text()).toBe("three");
  await put(aBundle(2, "two, late"));
  await shelf.look();
  await shelf.look();
  expect(await (await fetch(`${url}/acme`)).text()).toBe("three");
  const whole = await readFile(join(folder, "acme.page"));
  await writeFile(join(folder, "acme.page"), whole.subarray(0, whole.length - 4));
  await shelf.look();
  await shelf.look();
  expect(await (await fetch(`${url}/acme`)).text()).toBe("three");
});

test("a page says how old it is when nobody who would write it anew has been alive for long", async () => {
  const then = new Date(Date.now() - 13 * 60_000);
  await writeFile(join(folder, "pulse"), "");
  await utimes(join(folder, "pulse"), then, then);
  await shelf.look();
  await shelf.look();
  const answer = await fetch(`${url}/acme`, { headers: { "accept-encoding": "identity" } });
  expect(await answer.text()).toContain("This page is 13 minutes old");
  const packed = await fetch(`${url}/acme`);
  expect(await packed.text()).toContain("This page is 13 minutes old");
});
