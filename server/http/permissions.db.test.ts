import { globSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CreateKey } from "#lib/contracts/key.ts";
import { PERMISSIONS, type Permission, roleHolds } from "#lib/contracts/permissions.ts";
import { OPERATIONS } from "#server/api/operations/index.ts";
import { appRouter } from "#server/api/root.ts";
import { sessionCookie } from "#server/auth/cookies.ts";
import { authSecret } from "#server/auth/secret.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { createKey, revokeKey } from "#server/keys/index.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, fingerprint } from "#server/testing/incident.ts";
import { ROUTES } from "./routes.ts";

const ROLES = ["viewer", "responder", "admin"] as const;
const CALLERS = ["nobody", "signed out", "deactivated", ...ROLES, "viewer's key", "responder's key", "admin's key", "revoked key"] as const;
type Caller = (typeof CALLERS)[number];
type Door = { name: string; method: string; path: string; permission: Permission | "public" };

/** What may be reached without signing in. Everything else is found by reflection and has to refuse visitors. */
const PUBLIC = [
  "entrance.acceptInvitation",
  "entrance.checkSetup",
  "entrance.completeSetup",
  "entrance.readInvitation",
  "entrance.readPasswordLink",
  "entrance.setPasswordByLink",
  "GET /api/health",
  "ANY /api/auth/*",
  "GET /api/v1/openapi.json",
  "GET /api/oncall/:file",
  "GET /api/read/:token",
  "escalation.pageByLink",
  "escalation.pageSeen",
  "POST /api/ack/:token",
];

/** What other systems send, who sign it instead of signing in. */
const SIGNED = ["POST /api/slack/interactions", "POST /api/slack/commands", "POST /api/pagerduty/:connectionId"];

const procedures: Record<string, unknown> = appRouter._def.procedures;

const PROCEDURES: Door[] = Object.entries(procedures).map(([name, procedure]) => {
  const { type, meta } = (procedure as { _def: { type: string; meta?: { permission: Permission | "public" } } })._def;
  const isQuery = type === "query";
  const path = `/api/trpc/${name}${isQuery ? "?input=%7B%7D" : ""}`;
  return { name, method: isQuery ? "GET" : "POST", path, permission: meta?.permission ?? ("none declared" as Permission) };
});

const DOORS: Door[] = [
  ...PROCEDURES,
  ...OPERATIONS.map(({ method, path, permission }) => ({
    name: `${method} /api/v1${path}`,
    method,
    path: `/api/v1${path.replaceAll(/\{(\w+)\}/g, ":$1")}${method === "GET" || method === "DELETE" ? "?colour=blue" : ""}`,
    permission,
  })),
  ...ROUTES.flatMap(({ method, path, permission }) =>
    permission === "procedure" ? [] : [{ name: `${method} ${path}`, method: method === "ANY" ? "GET" : method, path, permission }],
  ),
];

let api: Awaited<ReturnType<typeof startApi>>;
let reference: string;
const people = new Map<Caller, Somebody>();

beforeAll(async () => {
  api = await startApi();
  await startListener();
});
afterAll(async () => {
  await stopListener();
  await api.close();
});
beforeEach(async () => {
  await resetDatabase();
  for (const role of ROLES) people.set(role, await somebody(role));
  people.set("signed out", await somebody("admin"));
  people.set("deactivated", await somebody("admin"));
  reference = await anIncident((await somebody()).ctx);
});

describe("what declares a permission", () => {
  test("is every procedure and every route, by a permission that exists", () => {
    expect(PROCEDURES.length).toBeGreaterThan(60);
    const unknown = DOORS.filter(({ permission }) => permission !== "public" && !(permission in PERMISSIONS));
    expect(unknown).toEqual([]);
    const open = DOORS.filter(({ permission }) => permission === "public").map(({ name }) => name);
    expect(open.toSorted()).toEqual([...PUBLIC, ...SIGNED].toSorted());
  });

  test("is all there is: no page brings a server action or a handler of its own", () => {
    const root = join(import.meta.dirname, "../..");
    const files = globSync("{app,components,lib}/**/*.{ts,tsx}", { cwd: root });
    const actions = files.filter((path) => /^\s*["']use server["']/m.test(readFileSync(join(root, path), "utf8")));
    const handlers = files.filter((path) => /(^|\/)(route|middleware|proxy)\.tsx?$/.test(path));
    expect([...actions, ...handlers]).toEqual([]);
  });
});

describe("every door, for every kind of caller", () => {
  test.each(CALLERS)("%s gets exactly what the permissions say", async (caller) => {
    const credentials = await credentialsOf(caller);
    const expected: Record<string, string> = {};
    const seen: Record<string, string> = {};
    for (const door of DOORS.filter(({ permission }) => permission !== "public")) {
      expected[door.name] = expectedFor(caller, door.permission as Permission);
      seen[door.name] = answerOf(await knock(door, credentials));
    }
    expect(seen).toEqual(expected);
  });

  test("a refused one changes nothing", async () => {
    for (const caller of CALLERS) {
      const credentials = await credentialsOf(caller);
      const before = await fingerprint();
      for (const door of DOORS) if (door.permission !== "public" && expectedFor(caller, door.permission) !== "let in") await knock(door, credentials);
      expect(await fingerprint(), caller).toEqual(before);
    }
  });

  test("public ones let everybody in", async () => {
    const open = DOORS.filter(({ permission, name }) => permission === "public" && !SIGNED.includes(name));
    for (const door of open) expect(answerOf(await knock(door, {})), door.name).toBe("let in");
  });

  test.each(SIGNED)("%s takes nothing that is not signed, whoever is signed in", async (name) => {
    const door = DOORS.find((one) => one.name === name);
    if (!door) throw new Error(`There is no ${name}.`);
    for (const caller of ["nobody", "admin", "admin's key"] as const) expect(await knock(door, await credentialsOf(caller)), caller).toBe(401);
  });
});

function expectedFor(caller: Caller, permission: Permission): string {
  const role = roleOf(caller);
  if (role) return roleHolds(role, permission) ? "let in" : "refused";
  return "asked to sign in";
}

function answerOf(status: number): string {
  return status === 401 ? "asked to sign in" : status === 403 ? "refused" : "let in";
}

function roleOf(caller: Caller): (typeof ROLES)[number] | undefined {
  return ROLES.find((role) => caller === role || caller === `${role}'s key`);
}

async function credentialsOf(caller: Caller): Promise<Record<string, string>> {
  if (caller.endsWith("key")) return { authorization: `Bearer ${await keyFor(caller)}` };
  const who = people.get(caller);
  if (!who) return {};
  const { token } = await db().session.findUniqueOrThrow({ where: { id: who.sessionId }, select: { token: true } });
  if (caller === "signed out") await db().session.delete({ where: { id: who.sessionId } });
  if (caller === "deactivated") await db().user.update({ where: { id: who.person.id }, data: { deactivatedAt: new Date() } });
  return { cookie: sessionCookie(token, await authSecret()).split(";")[0] ?? "" };
}

/** A key of each person's own: it may what they may. */
async function keyFor(caller: Caller): Promise<string> {
  const owner = people.get(roleOf(caller) ?? "admin");
  if (!owner) throw new Error(`Nobody owns the ${caller}.`);
  const { id, token } = await createKey(owner.ctx, CreateKey.parse({ name: caller }));
  if (caller === "revoked key") await revokeKey(owner.ctx, { id });
  return token;
}

/** Asks and answers with the status; a stream that opens is closed at once. The input says nothing that is known, so that nothing is changed. */
function knock({ method, path }: Door, credentials: Record<string, string>): Promise<number> {
  const url = new URL(api.url + path.replace(":reference", reference).replaceAll(/:\w+/g, newId()).replace("/*", "/get-session"));
  const headers = { origin: api.url, "content-type": "application/json", ...credentials };
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asking.once("error", reject);
    asking.end(method === "GET" || method === "DELETE" ? undefined : '{"colour":"blue"}');
  });
}
