import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { revokeSession, revokeSessions } from "#server/sessions/index.ts";
import { sessionCookie, sessionToken } from "./cookies.ts";
import { authSecret } from "./secret.ts";
import { sessionOf } from "./session-of.ts";
import { type Browser, openBrowser, startApi } from "./testing/browser.ts";
import { auditOf, PASSWORD, type Somebody, somebody } from "./testing/people.ts";

let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function signIn({ person }: Somebody, browser: Browser = openBrowser(api.url)): Promise<Browser> {
  expect((await browser.auth("/sign-in/email", { email: person.email, password: PASSWORD })).status).toBe(200);
  return browser;
}

const SESSION = "muster.session_token";

describe("signing in with a password", () => {
  it("opens a session, whose cookie no script can read and no other site can send, and leaves an audit row", async () => {
    const who = await somebody("viewer");
    const browser = openBrowser(api.url);
    const answer = await browser.auth("/sign-in/email", { email: ` ${who.person.email.toUpperCase()} `.trim(), password: PASSWORD });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(SESSION));
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Lax");
    expect(cookie).toContain("Path=/");
    expect(cookie).not.toContain("Domain");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect((await sessionOf(browser.headers()))?.person).toEqual(who.person);
    expect(await auditOf("session.sign-in", who.person.id)).toHaveLength(1);
  });

  it("answers the same to a wrong password, an unknown address and a deactivated person", async () => {
    const known = await somebody();
    const gone = await somebody();
    await db().user.update({ where: { id: gone.person.id }, data: { deactivatedAt: new Date() } });
    const browser = openBrowser(api.url);
    const answers = [
      await browser.auth("/sign-in/email", { email: known.person.email, password: "wrong wrong wrong" }),
      await browser.auth("/sign-in/email", { email: "nobody@example.org", password: "wrong wrong wrong" }),
      await browser.auth("/sign-in/email", { email: gone.person.email, password: PASSWORD }),
    ];
    for (const { status, body, headers } of answers) {
      expect([status, body]).toEqual([401, { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" }]);
      expect(headers.getSetCookie().filter((line) => line.startsWith(`${SESSION}=`) && !/max-age=0/i.test(line))).toEqual([]);
    }
    expect(await db().session.count({ where: { userId: gone.person.id, ipAddress: "127.0.0.1" } })).toBe(0);
  });

  it("works as hard for an unknown address as for a wrong password", async () => {
    const { person } = await somebody();
    const browser = openBrowser(api.url);
    const time = async (email: string) => {
      const began = performance.now();
      await browser.auth("/sign-in/email", { email, password: "wrong wrong wrong" });
      return performance.now() - began;
    };
    await time(person.email);
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      known.push(await time(person.email));
      unknown.push(await time(`nobody-${round}@example.org`));
    }
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.5);
    expect(Math.min(...unknown)).toBeLessThan(Math.min(...known) * 2);
  });

  it("is refused to another site's page, and nothing is signed in", async () => {
    const { person } = await somebody();
    const browser = openBrowser(api.url);
    const answer = await browser.auth("/sign-in/email", { email: person.email, password: PASSWORD }, { origin: "https://evil.example" });
    expect(answer.status).toBe(403);
    const sandboxed = await browser.auth(
      "/sign-in/email",
      { email: person.email, password: PASSWORD },
      { origin: "null", "sec-fetch-site": "cross-site" },
    );
    expect(sandboxed.status).toBe(403);
    expect(browser.cookies.size).toBe(0);
  });

  it("replaces the browser's earlier session instead of leaving it open", async () => {
    const who = await somebody();
    const browser = await signIn(who);
    const first = await sessionOf(browser.headers());
    await signIn(who, browser);
    expect(await db().session.findUnique({ where: { id: first?.sessionId ?? "" } })).toBeNull();
    expect(await sessionOf(browser.headers())).not.toBeNull();
  });
});

describe("a session", () => {
  it("is over at once when it is revoked, by its owner or an administrator", async () => {
    const who = await somebody();
    const admin = await somebody("admin");
    for (const by of [who.ctx, admin.ctx]) {
      const browser = await signIn(who);
      const session = await sessionOf(browser.headers());
      await revokeSession(by, { id: session?.sessionId ?? "" });
      expect(await sessionOf(browser.headers())).toBeNull();
      expect((await browser.get("/api/attachments/0195e2f4-0000-7000-8000-000000000000")).status).toBe(401);
    }
    expect((await auditOf("session.revoke", who.person.id)).map(({ actor }) => actor)).toMatchObject([
      { id: who.person.id },
      { id: admin.person.id },
    ]);
  });

  it("of somebody else does not exist for those who do not administer, and needs a recent proof from those who do", async () => {
    const who = await somebody();
    const other = await somebody();
    const stale = await somebody("admin", { isProved: false });
    await expect(revokeSession(other.ctx, { id: who.sessionId })).rejects.toMatchObject({ code: "not_found" });
    await expect(revokeSession(stale.ctx, { id: who.sessionId })).rejects.toMatchObject({ code: "step_up_required" });
    await expect(revokeSessions(other.ctx, { person: who.person.id })).rejects.toMatchObject({ code: "forbidden" });
    expect(await db().session.findUnique({ where: { id: who.sessionId } })).not.toBeNull();
  });

  it("stays when its owner ends all others", async () => {
    const who = await somebody();
    const [one, two] = [await signIn(who), await signIn(who)];
    const mine = await sessionOf(one.headers());
    await revokeSessions({ ...who.ctx, sessionId: mine?.sessionId ?? null }, {});
    expect(await sessionOf(one.headers())).not.toBeNull();
    expect(await sessionOf(two.headers())).toBeNull();
  });

  it("ends with signing out, in the browser and here", async () => {
    const browser = await signIn(await somebody());
    const before = browser.headers();
    expect((await browser.auth("/sign-out")).status).toBe(200);
    expect(browser.cookies.has(SESSION)).toBe(false);
    expect(await sessionOf(before)).toBeNull();
  });

  it("is nobody's with a forged, cut or foreign signature", async () => {
    const browser = await signIn(await somebody());
    const value = decodeURIComponent(browser.cookies.get(SESSION) ?? "");
    const token = value.slice(0, value.lastIndexOf("."));
    const forged = [
      token,
      `${token}.`,
      `${token}.AAAA`,
      `${value}A`,
      `x${value}`,
      sessionCookie(token, "another secret of 32 characters!").split(/[=;]/)[1] ?? "",
    ];
    for (const wrong of forged) expect(await sessionOf(new Headers({ cookie: `${SESSION}=${encodeURIComponent(wrong)}` }))).toBeNull();
    expect(await sessionOf(new Headers({ cookie: `other=1; ${SESSION}=${encodeURIComponent(value)}; more=2` }))).not.toBeNull();
  });

  it("has a cookie that we sign exactly as the auth library does", async () => {
    const browser = await signIn(await somebody());
    const secret = await authSecret();
    const token = sessionToken(`${SESSION}=${browser.cookies.get(SESSION)}`, secret);
    expect(token).toMatch(/^[A-Za-z0-9]{32}$/);
    const ours = sessionCookie(token ?? "", secret);
    expect(ours.split(";")[0]).toBe(`${SESSION}=${browser.cookies.get(SESSION)}`);
    expect(ours).toContain("; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax");
  });

  it("lives on while it is used, and no longer than thirty days after", async () => {
    const who = await somebody();
    const browser = await signIn(who);
    const { sessionId } = (await sessionOf(browser.headers())) ?? { sessionId: "" };
    expect((await sessionOf(browser.headers(), { renew: true }))?.renewal).toBeNull();
    await db().session.update({ where: { id: sessionId }, data: { expiresAt: new Date(Date.now() + 5 * 86_400_000) } });
    const answer = await browser.get("/api/attachments/none");
    expect(answer.headers.getSetCookie()[0]).toContain("Max-Age=2592000");
    const { expiresAt } = await db().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    await db().session.update({ where: { id: sessionId }, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(await sessionOf(browser.headers())).toBeNull();
  });
});

describe("changing one's password", () => {
  it("needs the old one, ends every other session, and keeps this browser signed in", async () => {
    const who = await somebody();
    const [mine, other] = [await signIn(who), await signIn(who)];
    const refused = await mine.auth("/change-password", {
      currentPassword: "not my password",
      newPassword: "a brand new password",
      revokeOtherSessions: false,
    });
    expect(refused.status).toBe(400);
    const short = await mine.auth("/change-password", { currentPassword: PASSWORD, newPassword: "short" });
    expect(short.status).toBe(422);
    expect(await sessionOf(other.headers())).not.toBeNull();

    const changed = await mine.auth("/change-password", {
      currentPassword: PASSWORD,
      newPassword: "a brand new password",
      revokeOtherSessions: false,
    });
    expect(changed.status).toBe(200);
    expect(await sessionOf(mine.headers())).not.toBeNull();
    expect(await sessionOf(other.headers())).toBeNull();
    expect((await openBrowser(api.url).auth("/sign-in/email", { email: who.person.email, password: PASSWORD })).status).toBe(401);
    expect(await auditOf("account.password", who.person.id)).toHaveLength(1);
  });
});

describe("what is reachable", () => {
  it.each([
    "/sign-up/email",
    "/update-user",
    "/delete-user",
    "/change-email",
    "/request-password-reset",
    "/list-sessions",
    "/revoke-sessions",
    "/sign-in/social",
    "/two-factor/send-otp",
  ])("is not %s", async (path) => {
    const browser = await signIn(await somebody());
    expect((await browser.auth(path, { name: "x", email: "x@example.com", password: PASSWORD })).status).toBe(404);
  });

  it("takes nothing that is not a JSON object, and not too much of it", async () => {
    const browser = openBrowser(api.url);
    expect((await browser.auth("/sign-in/email", [1])).status).toBe(422);
    expect((await browser.auth("/sign-in/email", { email: "x".repeat(70_000) })).status).toBe(413);
    expect((await browser.auth("/sign-in/email", { email: "a@example.com" })).status).toBe(400);
    expect((await browser.auth("/sign-in/email", { email: { $ne: null }, password: 7 })).status).toBe(400);
    expect((await browser.auth("/sign-in/email", { email: "a\u0000@example.com", password: "\ud800 wrong wrong" })).status).toBeLessThan(500);
  });
});
