import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { provedUntil } from "#server/sessions/index.ts";
import { proveAgain } from "./prove-again.ts";
import { readAccount } from "./read-account.ts";
import { sessionOf } from "./session-of.ts";
import { type Browser, openBrowser, startApi } from "./testing/browser.ts";
import { auditOf, PASSWORD, type Somebody, somebody } from "./testing/people.ts";

let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const STEP_MS = 30_000;

/** The last seconds of a step are no time to compute a code that is checked a moment later. */
async function earlyInStep(): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < 4_000) await new Promise((resolve) => setTimeout(resolve, left + 50));
}

/** RFC 6238, as an authenticator app computes it; `offset` in steps of thirty seconds. */
function codeOf(secret: Buffer, offset = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + offset));
  const mac = createHmac("sha1", secret).update(counter).digest();
  return String((mac.readUInt32BE(mac.readUInt8(19) & 0x0f) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

function base32(text: string): Buffer {
  const bits = [...text].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

type Enrolled = { who: Somebody; browser: Browser; secret: Buffer; backupCodes: string[] };

async function enrolled(): Promise<Enrolled> {
  await earlyInStep();
  const who = await somebody();
  const browser = openBrowser(api.url);
  await browser.auth("/sign-in/email", { email: who.person.email, password: PASSWORD });
  const begun = await browser.auth("/two-factor/enable", { password: PASSWORD });
  expect(begun.status).toBe(200);
  const uri = new URL(String(begun.body.totpURI));
  expect(uri.searchParams.get("issuer")).toBe("Muster");
  const secret = base32(uri.searchParams.get("secret") ?? "");
  expect((await browser.auth("/two-factor/verify-totp", { code: codeOf(secret, -1) })).status).toBe(200);
  return { who, browser, secret, backupCodes: begun.body.backupCodes as string[] };
}

async function passwordStep({ who }: Enrolled): Promise<Browser> {
  const browser = openBrowser(api.url);
  const answer = await browser.auth("/sign-in/email", { email: who.person.email, password: PASSWORD });
  expect(answer.body.twoFactorRedirect).toBe(true);
  expect(await sessionOf(browser.headers())).toBeNull();
  return browser;
}

describe("an authenticator app", () => {
  it("is asked for after the password, and only its code opens a session", async () => {
    const account = await enrolled();
    const browser = await passwordStep(account);
    expect((await browser.auth("/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
    expect(await sessionOf(browser.headers())).toBeNull();
    expect((await browser.auth("/two-factor/verify-totp", { code: codeOf(account.secret), trustDevice: true })).status).toBe(200);
    expect((await sessionOf(browser.headers()))?.person.id).toBe(account.who.person.id);
    expect([...browser.cookies.keys()].some((name) => name.includes("trust"))).toBe(false);
    expect((await auditOf("session.sign-in", account.who.person.id)).at(-1)?.detail).toMatchObject({ by: "/two-factor/verify-totp" });
  });

  it("gives codes that work once", async () => {
    const account = await enrolled();
    const code = codeOf(account.secret);
    const first = await passwordStep(account);
    expect((await first.auth("/two-factor/verify-totp", { code })).status).toBe(200);
    const second = await passwordStep(account);
    expect((await second.auth("/two-factor/verify-totp", { code })).status).toBe(403);
    expect(await sessionOf(second.headers())).toBeNull();
  });

  it("is not on before its first code was right", async () => {
    const who = await somebody();
    const browser = openBrowser(api.url);
    await browser.auth("/sign-in/email", { email: who.person.email, password: PASSWORD });
    await browser.auth("/two-factor/enable", { password: PASSWORD });
    expect((await browser.auth("/two-factor/verify-totp", { code: "123456" })).status).toBe(401);
    expect((await readAccount(who.ctx)).hasTwoFactor).toBe(false);
    expect((await browser.auth("/two-factor/enable", { password: "not my password" })).status).toBe(400);
  });

  it("gives up a challenge after five wrong codes, also to the right one", async () => {
    const account = await enrolled();
    const browser = await passwordStep(account);
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await browser.auth("/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
    expect((await browser.auth("/two-factor/verify-totp", { code: codeOf(account.secret) })).status).toBe(400);
    expect(await sessionOf(browser.headers())).toBeNull();
  });

  it("can be stood in for by a backup code, once", async () => {
    const account = await enrolled();
    const [code] = account.backupCodes;
    const browser = await passwordStep(account);
    expect((await browser.auth("/two-factor/verify-backup-code", { code })).status).toBe(200);
    expect(await sessionOf(browser.headers())).not.toBeNull();
    const again = await passwordStep(account);
    expect((await again.auth("/two-factor/verify-backup-code", { code })).status).toBe(401);
  });

  it("can be taken away with the password, and leaves a row for each step", async () => {
    const account = await enrolled();
    const { id } = account.who.person;
    expect((await account.browser.auth("/two-factor/disable", { password: "not my password" })).status).toBe(400);
    expect((await account.browser.auth("/two-factor/disable", { password: PASSWORD })).status).toBe(200);
    expect((await readAccount(account.who.ctx)).hasTwoFactor).toBe(false);
    for (const action of ["account.two-factor-begin", "account.two-factor-code", "account.two-factor-disable"])
      expect(await auditOf(action, id)).toHaveLength(1);
  });

  it("keeps its secret sealed in the database", async () => {
    const account = await enrolled();
    const row = await db().twoFactor.findFirstOrThrow({ where: { userId: account.who.person.id } });
    expect(row.secret).not.toContain(account.secret.toString());
    expect(row.backupCodes).not.toContain(account.backupCodes[0]);
  });
});

describe("proving again who one is", () => {
  it("opens administration for ten minutes by password, and not by a wrong one", async () => {
    const who = await somebody("admin", { isProved: false });
    expect(await provedUntil(who.ctx)).toBeNull();
    await expect(proveAgain(who.ctx, { password: "not my password" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await provedUntil(who.ctx)).toBeNull();
    const { provedUntil: until } = await proveAgain(who.ctx, { password: PASSWORD });
    expect(Date.parse(until ?? "") - Date.now()).toBeGreaterThan(9 * 60_000);
    expect((await readAccount(who.ctx)).provedUntil).toBe(until);
    expect(await auditOf("account.prove", who.person.id)).toMatchObject([{ detail: { by: "password" } }]);
  });

  it("works by a code of the app, which is then used up", async () => {
    const account = await enrolled();
    const session = await sessionOf(account.browser.headers());
    const ctx = personCtx(account.who.person, { sessionId: session?.sessionId ?? "", address: "192.0.2.1" });
    const code = codeOf(account.secret);
    expect((await proveAgain(ctx, { code })).provedUntil).not.toBeNull();
    await expect(proveAgain(ctx, { code })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("does nothing for other sessions of the same person", async () => {
    const who = await somebody("admin", { isProved: false });
    const browser = openBrowser(api.url);
    await browser.auth("/sign-in/email", { email: who.person.email, password: PASSWORD });
    const other = await sessionOf(browser.headers());
    await proveAgain({ ...who.ctx, sessionId: other?.sessionId ?? null }, { password: PASSWORD });
    expect(await provedUntil(who.ctx)).toBeNull();
  });
});
