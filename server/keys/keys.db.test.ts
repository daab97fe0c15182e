import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CreateKey, ListKeys } from "#lib/contracts/key.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { auditOf, type Somebody, somebody } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { startPersonStreams } from "#server/realtime/person-stream.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { createKey } from "./create-key.ts";
import { applyFirstKey } from "./first-key.ts";
import { keyOf } from "./key-of.ts";
import { listKeys } from "./list-keys.ts";
import { revokeKey } from "./revoke-key.ts";

let api: Awaited<ReturnType<typeof startApi>>;
let admin: Somebody;
let responder: Somebody;

beforeAll(async () => {
  api = await startApi();
  await startListener();
  startPersonStreams();
});
afterAll(async () => {
  await stopListener();
  await api.close();
});
beforeEach(async () => {
  await resetDatabase();
  admin = await somebody("admin");
  responder = await somebody("responder", { name: "Robin" });
});

const make = (who: Somebody, input: Partial<CreateKeyInput> = {}) => createKey(who.ctx, CreateKey.parse({ name: "Deploys", ...input }));
type CreateKeyInput = Parameters<typeof CreateKey.parse>[0] & object;
const get = (token: string, path: string) => fetch(`${api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
const post = (token: string, path: string, body: unknown) =>
  fetch(`${api.url}/api/v1${path}`, { method: "POST", headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) });

describe("a key of one's own", () => {
  test("acts as its owner, with their rights as they are now", async () => {
    const { token } = await make(responder);
    const answer = await post(token, "/incidents", { title: "Checkout fails", severity: "SEV2" });
    const { reference } = (await answer.json()) as { reference: string };
    const incident = await (await get(token, `/incidents/${reference}`)).json();
    expect(incident).toMatchObject({ reference, assignments: [{ role: "commander", person: { name: "Robin" } }] });
    await db().user.update({ where: { id: responder.person.id }, data: { role: "viewer" } });
    expect((await post(token, "/incidents", { title: "Search fails" })).status).toBe(403);
    await db().user.update({ where: { id: responder.person.id }, data: { deactivatedAt: new Date() } });
    expect((await get(token, "/incidents")).status).toBe(401);
  });

  test("is shown once and kept as a hash", async () => {
    const { token, id } = await make(responder);
    expect(token).toMatch(/^muster_[\w-]{43}$/);
    expect(JSON.stringify(await db().apiKey.findMany())).not.toContain(token.slice(20));
    expect(await listKeys(responder.ctx, ListKeys.parse({}))).toMatchObject([{ id, name: "Deploys", prefix: token.slice(0, 13), lastUsedAt: null }]);
    expect(await auditOf("key.create", id)).toHaveLength(1);
    await get(token, "/incidents");
    expect((await listKeys(responder.ctx, ListKeys.parse({})))[0]?.lastUsedAt).not.toBeNull();
  });

  test("may be narrowed to some permissions, and to none that its owner lacks", async () => {
    const { token } = await make(responder, { scopes: ["incident.read"] });
    expect((await get(token, "/incidents")).status).toBe(200);
    const refused = await post(token, "/incidents", { title: "Search fails" });
    expect({ status: refused.status, body: await refused.json() }).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining("without incident.declare") },
    });
    expect(await refusal(make(responder, { scopes: ["settings.manage"] }))).toMatchObject({ status: 422 });
  });

  test("ends when it expires", async () => {
    const { token } = await make(responder, { expiresInDays: 1 });
    expect((await get(token, "/incidents")).status).toBe(200);
    await shiftClock(25 * 3_600_000);
    expect((await get(token, "/incidents")).status).toBe(401);
    await shiftClock(0);
  });

  test("cannot make keys, nor do what needs a fresh proof", async () => {
    const { token } = await make(admin);
    const ctx = await keyOf(token, null);
    expect(await refusal(createKey(ctx, CreateKey.parse({ name: "Another" })))).toMatchObject({ status: 403 });
    const response = await fetch(`${api.url}/api/trpc/people.changeRole`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ id: responder.person.id, role: "admin" }),
    });
    expect(response.status).toBe(403);
  });
});

describe("a key of the organisation", () => {
  test("needs an administrator who proved who they are, and outlives them", async () => {
    expect(await refusal(make(responder, { role: "responder" }))).toMatchObject({ status: 403 });
    expect(await refusal(make(await somebody("admin", { isProved: false }), { role: "viewer" }))).toMatchObject({ code: "step_up_required" });
    const { token } = await make(admin, { role: "responder" });
    await db().user.update({ where: { id: admin.person.id }, data: { deactivatedAt: new Date() } });
    const answer = await post(token, "/incidents", { title: "Checkout fails", severity: "SEV2" });
    const { reference } = (await answer.json()) as { reference: string };
    const { items } = (await (await get(token, `/incidents/${reference}/timeline`)).json()) as { items: { actor: unknown }[] };
    expect(items[0]?.actor).toMatchObject({ type: "api-key", name: "Deploys" });
    expect((await post(token, `/incidents/${reference}/take-command`, { reason: "Nobody is there" })).status).toBe(403);
  });

  test("sees no private incident, and only an administrator's commands incidents", async () => {
    const hidden = await anIncident(responder.ctx, { visibility: "private" });
    const open = await anIncident(responder.ctx);
    const other = await anIncident(responder.ctx, { title: "Search fails" });
    const { token } = await make(admin, { role: "admin" });
    const { token: weaker } = await make(admin, { role: "responder" });
    expect((await get(token, `/incidents/${hidden}`)).status).toBe(404);
    expect(JSON.stringify(await (await get(token, "/incidents?status=all")).json())).not.toContain(hidden);
    expect((await post(weaker, `/incidents/${open}/merge`, { into: other })).status).toBe(403);
    expect((await post(token, `/incidents/${open}/merge`, { into: other })).status).toBe(200);
  });

  test("of MUSTER_API_KEY works from the first start on, and is stored once, while nobody is here", async () => {
    const given = "a-key-of-at-least-thirty-two-characters";
    const environment = env() as { MUSTER_API_KEY?: string };
    environment.MUSTER_API_KEY = given;
    try {
      expect(await applyFirstKey()).toBe(false);
      await resetDatabase();
      expect(await Promise.all([applyFirstKey(), applyFirstKey()])).toContain(true);
      expect(await db().apiKey.count()).toBe(1);
      expect((await get(given, "/audit")).status).toBe(200);
    } finally {
      delete environment.MUSTER_API_KEY;
    }
  });
});

describe("revoking", () => {
  test("ends a key and its streams at once; others' keys only for administrators", async () => {
    const { id, token } = await make(responder);
    const reference = await anIncident(responder.ctx);
    const stream = await get(token, `/incidents/${reference}/events?after=0`);
    expect(stream.status).toBe(200);
    expect(await refusal(revokeKey((await somebody()).ctx, { id }))).toMatchObject({ status: 403 });
    await revokeKey(admin.ctx, { id });
    expect(await stream.text()).toContain("id: 1\n");
    expect((await get(token, "/incidents")).status).toBe(401);
    expect(await refusal(revokeKey(responder.ctx, { id }))).toMatchObject({ status: 404 });
    expect(await auditOf("key.revoke", id)).toHaveLength(1);
  });

  test("an administrator sees all keys, others their own", async () => {
    await make(responder);
    await make(admin, { role: "viewer", name: "Board on the wall" });
    expect(await listKeys(responder.ctx, ListKeys.parse({}))).toHaveLength(1);
    expect((await listKeys(admin.ctx, ListKeys.parse({ isOwn: false }))).map(({ name }) => name)).toEqual(["Board on the wall", "Deploys"]);
    expect(await refusal(listKeys(responder.ctx, ListKeys.parse({ isOwn: false })))).toMatchObject({ status: 403 });
  });
});

test("a request with a key counts by it alone: no cookie, no origin", async () => {
  const { token } = await make(responder);
  const response = await fetch(`${api.url}/api/v1/incidents`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, origin: "https://elsewhere.example", cookie: "muster=forged" },
    body: JSON.stringify({ title: "Checkout fails" }),
  });
  expect(response.status).toBe(201);
});
