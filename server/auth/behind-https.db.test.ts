import { afterAll, beforeAll, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.MUSTER_URL = "https://muster.example";
  process.env.MUSTER_TRUST_PROXY = "true";
});

import { db } from "#server/platform/db.ts";
import { sessionOf } from "./session-of.ts";
import { softAuthenticator } from "./testing/authenticator.ts";
import { type Browser, openBrowser, startApi } from "./testing/browser.ts";
import { PASSWORD, type Somebody, somebody } from "./testing/people.ts";

const ORIGIN = "https://muster.example";
const SESSION = "__Host-muster.session_token";
let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function signIn({ person }: Somebody, headers: Record<string, string> = {}): Promise<Browser> {
  const browser = openBrowser(api.url, { origin: ORIGIN, ...headers });
  expect((await browser.auth("/sign-in/email", { email: person.email, password: PASSWORD })).status).toBe(200);
  return browser;
}

it("cookies are bound to the host, to https, and to no script", async () => {
  const who = await somebody();
  const browser = openBrowser(api.url, { origin: ORIGIN });
  const answer = await browser.auth("/sign-in/email", { email: who.person.email, password: PASSWORD });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${SESSION}=`)) ?? "";
  for (const flag of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(flag);
  expect(cookie).not.toContain("Domain");
  expect((await sessionOf(browser.headers()))?.person.id).toBe(who.person.id);
  expect(await sessionOf(new Headers({ cookie: `muster.session_token=${browser.cookies.get(SESSION)}` }))).toBeNull();
});

it("a renewed cookie has the same flags", async () => {
  const browser = await signIn(await somebody());
  const { sessionId = "" } = (await sessionOf(browser.headers())) ?? {};
  await db().session.update({ where: { id: sessionId }, data: { expiresAt: new Date(Date.now() + 86_400_000) } });
  const renewal = (await sessionOf(browser.headers(), { renew: true }))?.renewal ?? "";
  expect(renewal).toMatch(/^__Host-muster\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});

it("only the console's own origin may sign in", async () => {
  const { person } = await somebody();
  for (const origin of ["https://evil.example", "http://muster.example", "https://muster.example.evil.example", "https://muster.example:8443"]) {
    const browser = openBrowser(api.url, { origin });
    expect((await browser.auth("/sign-in/email", { email: person.email, password: PASSWORD })).status).toBe(403);
  }
});

it("the address that a trusted proxy names is kept with the session, and the last one it named counts", async () => {
  const who = await somebody();
  await signIn(who, { "x-forwarded-for": "198.51.100.66, 203.0.113.5" });
  expect(await db().session.count({ where: { userId: who.person.id, ipAddress: "203.0.113.5" } })).toBe(1);
});

it("passkeys belong to the console's host name", async () => {
  const who = await somebody();
  const device = softAuthenticator();
  const browser = await signIn(who);
  const options = await browser.get("/api/auth/passkey/generate-register-options");
  expect(options.body.rp).toEqual({ id: "muster.example", name: "Muster" });
  const given = device.register(options.body as { challenge: string }, { origin: ORIGIN });
  expect((await browser.auth("/passkey/verify-registration", { response: given })).status).toBe(200);
});
