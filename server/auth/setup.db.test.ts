import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anonymousCtx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readOrganisation } from "#server/settings/index.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { checkSetup } from "./check-setup.ts";
import { completeSetup } from "./complete-setup.ts";
import { setupLink } from "./setup-link.ts";
import { auditOf } from "./testing/people.ts";

const visitor = anonymousCtx("198.51.100.1");
const answers = { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse battery", organisation: "Analytical Engines" };

async function tokenOf(link: Promise<string | null>): Promise<string> {
  return new URL((await link) ?? "http://none").searchParams.get("token") ?? "";
}

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "user", invitation, setting, rate_limit CASCADE`;
});

describe("the set-up link", () => {
  it("leads to the first administrator and the organisation's name, once", async () => {
    const link = await setupLink();
    expect(link).toMatch(/^http:\/\/localhost:3000\/setup\?token=[\w-]{43}$/);
    const token = await tokenOf(Promise.resolve(link));
    expect(await checkSetup(visitor, { token })).toEqual({ isNeeded: true, isLinkValid: true });
    expect(await completeSetup(visitor, { token, ...answers })).toEqual({ email: answers.email });
    expect(await db().user.findMany({ select: { email: true, role: true, handle: true } })).toEqual([
      { email: answers.email, role: "admin", handle: "ada.lovelace" },
    ]);
    expect((await readOrganisation(systemCtx())).settings.name).toBe("Analytical Engines");
    expect(await auditOf("setup.complete")).toMatchObject([{ actor: { name: "Ada Lovelace" }, detail: { organisation: "Analytical Engines" } }]);
    await expect(completeSetup(visitor, { token, ...answers, email: "eve@example.com" })).rejects.toMatchObject({ code: "already_done" });
    expect(await checkSetup(visitor, { token })).toEqual({ isNeeded: false, isLinkValid: false });
    expect(await setupLink()).toBeNull();
  });

  it("is worth nothing when a newer one was printed, when a day has passed, or when it is guessed", async () => {
    const old = await tokenOf(setupLink());
    const fresh = await tokenOf(setupLink());
    await expect(completeSetup(visitor, { token: old, ...answers })).rejects.toMatchObject({ code: "not_found" });
    await expect(completeSetup(visitor, { token: `${fresh.slice(1)}x`, ...answers })).rejects.toMatchObject({ code: "not_found" });
    await db().$executeRaw`UPDATE invitation SET expires_at = muster_now() - interval '1 second'`;
    await expect(completeSetup(visitor, { token: fresh, ...answers })).rejects.toMatchObject({ code: "not_found" });
    expect(await checkSetup(visitor, { token: fresh })).toEqual({ isNeeded: true, isLinkValid: false });
    expect(await checkSetup(visitor, {})).toEqual({ isNeeded: true, isLinkValid: false });
    expect(await db().user.count()).toBe(0);
  });

  it("is stored as a hash only", async () => {
    const token = await tokenOf(setupLink());
    const rows = await db().invitation.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(await db().auditEntry.findMany())).not.toContain(token);
  });

  it("makes one administrator when it is used twice at once", async () => {
    const token = await tokenOf(setupLink());
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((n) => completeSetup(visitor, { token, ...answers, email: `a${n}@example.com` })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db().user.count()).toBe(1);
  });

  it("is no invitation", async () => {
    const token = await tokenOf(setupLink());
    const { organisation: _, ...person } = answers;
    await expect(acceptInvitation(visitor, { token, ...person })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused after too many tries from one address", async () => {
    for (let attempt = 0; attempt < 30; attempt += 1) await checkSetup(visitor, { token: `guess number ${attempt}` });
    await expect(checkSetup(visitor, { token: "one more guess" })).rejects.toMatchObject({ code: "too_many_requests", status: 429 });
    expect((await checkSetup(anonymousCtx("198.51.100.2"), { token: "another address" })).isLinkValid).toBe(false);
  });
});

describe("unattended set-up", () => {
  afterEach(() => vi.unstubAllEnvs());

  async function start(email: string, password: string): Promise<boolean> {
    vi.stubEnv("MUSTER_ADMIN_EMAIL", email);
    vi.stubEnv("MUSTER_ADMIN_PASSWORD", password);
    vi.resetModules();
    const { applyUnattendedSetup } = await import("./unattended-setup.ts");
    const { closeDatabase } = await import("#server/platform/db.ts");
    return applyUnattendedSetup().finally(closeDatabase);
  }

  it("makes the administrator of the environment, on an empty installation only", async () => {
    expect(await start("Root@Example.com", "a long enough password")).toBe(true);
    expect(await db().user.findMany({ select: { email: true, role: true } })).toEqual([{ email: "root@example.com", role: "admin" }]);
    expect(await start("other@example.com", "a long enough password")).toBe(false);
    expect(await db().user.count()).toBe(1);
    expect(await setupLink()).toBeNull();
  });

  it("does nothing without both settings", async () => {
    expect(await start("root@example.com", "")).toBe(false);
    expect(await db().user.count()).toBe(0);
  });
});

describe("the sign-in secret", () => {
  afterEach(() => vi.unstubAllEnvs());

  async function freshSecret(): Promise<string> {
    vi.resetModules();
    const { authSecret } = await import("./secret.ts");
    const { closeDatabase } = await import("#server/platform/db.ts");
    return authSecret().finally(closeDatabase);
  }

  it("is one for all processes of a database, and stays", async () => {
    const made: string[] = [];
    for (const round of [1, 2, 3]) made[round] = await freshSecret();
    expect(new Set(made.filter(Boolean)).size).toBe(1);
    expect(made[1]?.length).toBeGreaterThanOrEqual(64);
  });

  it("is the one of the environment where there is one", async () => {
    vi.stubEnv("MUSTER_SECRET", "a secret of my own, long enough to be taken");
    expect(await freshSecret()).toBe("a secret of my own, long enough to be taken");
  });
});
