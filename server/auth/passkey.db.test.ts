import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { sessionOf } from "./session-of.ts";
import { softAuthenticator } from "./testing/authenticator.ts";
import { type Browser, openBrowser, startApi } from "./testing/browser.ts";
import { auditOf, PASSWORD, type Somebody, somebody } from "./testing/people.ts";

let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

type Device = ReturnType<typeof softAuthenticator>;
const challengeOf = (body: Record<string, unknown>) => body as { challenge: string; rp?: { id?: string }; rpId?: string };

async function signedIn(who: Somebody): Promise<Browser> {
  const browser = openBrowser(api.url);
  await browser.auth("/sign-in/email", { email: who.person.email, password: PASSWORD });
  return browser;
}

async function register(browser: Browser, device: Device, name = "Laptop", behaviour: { isUserVerified?: boolean } = {}) {
  const options = await browser.get("/api/auth/passkey/generate-register-options");
  expect(options.status).toBe(200);
  expect(options.body.authenticatorSelection).toMatchObject({ userVerification: "required", residentKey: "required" });
  return browser.auth("/passkey/verify-registration", {
    name,
    response: device.register(challengeOf(options.body), { origin: api.url, ...behaviour }),
  });
}

async function signInWith(device: Device, behaviour: { origin?: string; isUserVerified?: boolean } = {}, browser = openBrowser(api.url)) {
  const options = await browser.get("/api/auth/passkey/generate-authenticate-options");
  const response = device.assert(challengeOf(options.body), { origin: api.url, ...behaviour });
  return { browser, response, answer: await browser.auth("/passkey/verify-authentication", { response }) };
}

describe("a passkey", () => {
  it("is added, signs in without a password, is renamed and taken away", async () => {
    const who = await somebody();
    const device = softAuthenticator();
    const browser = await signedIn(who);
    const added = await register(browser, device);
    expect(added.status).toBe(200);

    const { answer, browser: fresh } = await signInWith(device);
    expect(answer.status).toBe(200);
    expect((await sessionOf(fresh.headers()))?.person.id).toBe(who.person.id);

    const id = String(added.body.id);
    expect((await fresh.auth("/passkey/update-passkey", { id, name: "Old laptop" })).status).toBe(200);
    expect((await db().passkey.findUniqueOrThrow({ where: { id } })).name).toBe("Old laptop");
    expect((await fresh.auth("/passkey/delete-passkey", { id })).status).toBe(200);
    expect((await signInWith(device)).answer.status).toBe(401);
    for (const action of ["account.passkey-add", "account.passkey-rename", "account.passkey-delete"])
      expect(await auditOf(action, who.person.id)).toHaveLength(1);
    expect((await auditOf("session.sign-in", who.person.id)).at(-1)?.detail).toMatchObject({ by: "/passkey/verify-authentication" });
  });

  it("counts only when its device checked who holds it", async () => {
    const who = await somebody();
    const browser = await signedIn(who);
    const device = softAuthenticator();
    expect((await register(browser, device, "Laptop", { isUserVerified: false })).status).toBe(401);
    expect(await db().passkey.count({ where: { userId: who.person.id } })).toBe(0);
    await register(browser, device);
    const { answer, browser: fresh } = await signInWith(device, { isUserVerified: false });
    expect(answer.status).toBe(401);
    expect(await sessionOf(fresh.headers())).toBeNull();
  });

  it("does not answer for another site, another challenge, another key, or twice", async () => {
    const who = await somebody();
    const device = softAuthenticator();
    await register(await signedIn(who), device);
    expect((await signInWith(device, { origin: "https://evil.example" })).answer.status).toBeGreaterThanOrEqual(400);
    const { browser, response } = await signInWith(device);
    const replayed = openBrowser(api.url);
    await replayed.get("/api/auth/passkey/generate-authenticate-options");
    expect((await replayed.auth("/passkey/verify-authentication", { response })).status).toBeGreaterThanOrEqual(400);
    expect((await browser.auth("/passkey/verify-authentication", { response })).status).toBeGreaterThanOrEqual(400);
    const stranger = softAuthenticator();
    const options = await replayed.get("/api/auth/passkey/generate-authenticate-options");
    const forged = { ...stranger.assert(challengeOf(options.body), { origin: api.url }), id: device.id, rawId: device.id };
    expect((await replayed.auth("/passkey/verify-authentication", { response: forged })).status).toBeGreaterThanOrEqual(400);
    expect(await sessionOf(replayed.headers())).toBeNull();
  });

  it("cannot be added or taken away without a recent proof of identity, nor be somebody else's", async () => {
    const who = await somebody();
    const device = softAuthenticator();
    const browser = await signedIn(who);
    const { id } = (await register(browser, device)).body;
    const other = await signedIn(await somebody());
    expect((await other.auth("/passkey/delete-passkey", { id })).status).toBeGreaterThanOrEqual(400);
    expect((await other.auth("/passkey/update-passkey", { id, name: "mine" })).status).toBeGreaterThanOrEqual(400);
    await db().session.updateMany({ where: { userId: who.person.id }, data: { provedAt: new Date(Date.now() - 11 * 60_000) } });
    for (const answer of [await browser.get("/api/auth/passkey/generate-register-options"), await browser.auth("/passkey/delete-passkey", { id })]) {
      expect([answer.status, answer.body.code]).toEqual([403, "step_up_required"]);
    }
    expect((await openBrowser(api.url).auth("/passkey/delete-passkey", { id })).status).toBe(401);
    expect(await db().passkey.count({ where: { userId: who.person.id } })).toBe(1);
  });

  it("signs nobody in who was deactivated", async () => {
    const who = await somebody();
    const device = softAuthenticator();
    await register(await signedIn(who), device);
    await db().user.update({ where: { id: who.person.id }, data: { deactivatedAt: new Date() } });
    const { answer, browser } = await signInWith(device);
    expect(answer.status).toBe(401);
    expect(await sessionOf(browser.headers())).toBeNull();
  });

  it("proves again who is asking, in place of the session that it replaces", async () => {
    const who = await somebody();
    const device = softAuthenticator();
    const browser = await signedIn(who);
    await register(browser, device);
    await db().session.updateMany({ where: { userId: who.person.id }, data: { provedAt: new Date(Date.now() - 11 * 60_000) } });
    const before = await sessionOf(browser.headers());
    expect((await signInWith(device, {}, browser)).answer.status).toBe(200);
    const after = await sessionOf(browser.headers());
    expect(after?.sessionId).not.toBe(before?.sessionId);
    expect(await db().session.findUnique({ where: { id: before?.sessionId ?? "" } })).toBeNull();
    expect((await browser.get("/api/auth/passkey/generate-register-options")).status).toBe(200);
  });
});
