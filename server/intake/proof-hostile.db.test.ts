import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ListAlerts } from "#lib/contracts/alert.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { listAlerts } from "#server/alerts/index.ts";
import { anIntegration, workAll } from "#server/alerts/testing/scene.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { createKey } from "#server/keys/index.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { PROOF_SEED, PROOF_SIZE, randomFrom, together } from "./testing/proof.ts";
import { BODIES } from "./testing/senders.ts";

const HOSTILE = PROOF_SIZE * 2;
const LONGEST_MS = 1_800_000;
let api: Awaited<ReturnType<typeof startApi>>;
let admin: Awaited<ReturnType<typeof testPerson>>;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await resetDatabase();
  admin = await testPerson({ role: "admin" });
});

test(
  `none of ${HOSTILE.toLocaleString("en")} hostile messages is answered with a failure of the server, or stops the worker`,
  async () => {
    const random = randomFrom(PROOF_SEED);
    const kinds = ["alertmanager", "grafana", "datadog", "generic"] as const;
    const places = await Promise.all(kinds.map(async (kind) => ({ kind, ...(await anIntegration(admin, kind)) })));
    const key = (await createKey(admin, CreateKey.parse({ name: "Script" }))).token;
    const statuses = new Map<number, number>();
    await together(Array.from({ length: HOSTILE }), 32, async (_, n) => {
      const { kind, id, secret } = places[n % places.length] as (typeof places)[number];
      const isApi = n % 7 === 0;
      const body = hostile(JSON.stringify(BODIES[kind](n, "firing")), random);
      const path = isApi ? (n % 2 ? "/api/v1/alerts" : "/api/v1/changes") : `/api/hooks/${id}`;
      const headers = { authorization: `Bearer ${isApi ? key : secret}`, ...(random() < 0.05 ? { "content-encoding": "gzip" } : {}) };
      const { status } = await fetch(api.url + path, { method: "POST", headers, body: new Uint8Array(body) });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
    expect([...statuses.keys()].filter((status) => status >= 500 || status === 0)).toEqual([]);
    expect(statuses.get(202)).toBeGreaterThan(HOSTILE / 4);
    await workAll();
    expect(await db().intakeEvent.count({ where: { state: { in: ["waiting", "working"] } } })).toBe(0);
    expect(await db().intakeEvent.count({ where: { result: { startsWith: "Something failed" } } })).toBe(0);
    await listAlerts(admin, ListAlerts.parse({ state: "all" }));
  },
  LONGEST_MS,
);

/** A message after somebody was at it: cut, mangled, filled, nested, or something else altogether. */
function hostile(body: string, random: () => number): Buffer {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const bytes = Buffer.from(body);
  switch (Math.floor(random() * 8)) {
    case 0:
      return bytes.subarray(0, Math.floor(random() * bytes.length));
    case 1:
      for (let turn = 0; turn < 5; turn += 1) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      return bytes;
    case 2:
      return Buffer.from(body.replaceAll(/"[^"]*"/g, (text) => (random() < 0.3 ? pick(VALUES) : text)));
    case 3:
      return Buffer.from(body.replace(/\{/, `{${pick(KEYS)}:${pick(VALUES)},`));
    case 4:
      return Buffer.from("[".repeat(Math.floor(random() * 50_000)));
    case 5:
      return Buffer.from(`{"alerts":[${`${pick(VALUES)},`.repeat(20)}null]}`);
    case 6:
      return gzipSync(bytes);
    default:
      return Buffer.from(Array.from({ length: Math.floor(random() * 200) }, () => Math.floor(random() * 256)));
  }
}

const KEYS = ['"__proto__"', '"constructor"', '"status"', '"labels"', '"alerts"', '"\\u0000"', '"event"'];
const VALUES = [
  "null",
  "-1e999",
  "{}",
  "[]",
  '"\\ud800"',
  '"\\u0000"',
  "true",
  '"<script>"',
  '{"__proto__":{"a":1}}',
  `"${"x".repeat(3_000)}"`,
  "1e20",
  '"0001-01-01T00:00:00Z"',
  "[[[[]]]]",
];

test("bodies that are too large, also once unpacked, are refused; so is what says it is packed and is not", async () => {
  const { id, secret } = await anIntegration(admin, "generic");
  const post = async (body: Buffer, headers: Record<string, string> = {}) => {
    const response = await fetch(`${api.url}/api/hooks/${id}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, ...headers },
      body: new Uint8Array(body),
    });
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  expect(await post(Buffer.alloc(3 * 1024 * 1024, " "))).toEqual([413, "too_large"]);
  expect(await post(gzipSync(Buffer.alloc(50 * 1024 * 1024)), { "content-encoding": "gzip" })).toEqual([413, "too_large"]);
  expect(await post(Buffer.from("no"), { "content-encoding": "gzip" })).toEqual([422, "invalid_input"]);
  expect(await post(Buffer.from("no"), { "content-encoding": "br" })).toEqual([422, "invalid_input"]);
  expect(await db().intakeEvent.count()).toBe(0);
});

test("a body without a length that never ends is cut off where it is too large", async () => {
  const { id, secret } = await anIntegration(admin, "generic");
  const status = await new Promise<number>((resolve, reject) => {
    const sending = request(`${api.url}/api/hooks/${id}`, { method: "POST", headers: { authorization: `Bearer ${secret}` } }, (response) =>
      resolve(response.statusCode ?? 0),
    );
    sending.on("error", reject);
    const more = (): void => {
      if (!sending.destroyed && sending.write(Buffer.alloc(64 * 1024, " "))) setImmediate(more);
      else sending.once("drain", more);
    };
    more();
  });
  expect(status).toBe(413);
});
