import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "#server/platform/db.ts";
import { addressGroup, countAttempt } from "./limits.ts";
import { openBrowser, startApi } from "./testing/browser.ts";
import { PASSWORD, somebody } from "./testing/people.ts";

let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => db().$executeRaw`TRUNCATE rate_limit`);

const wrong = { password: "wrong wrong wrong" };

describe("guessing one account's password", () => {
  it("is stopped after ten tries, says for how long, and stops the right password as well", async () => {
    const { person } = await somebody();
    const browser = openBrowser(api.url);
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await browser.auth("/sign-in/email", { email: person.email, ...wrong })).status).toBe(401);
    const refused = await browser.auth("/sign-in/email", { email: person.email.toUpperCase(), password: PASSWORD });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(800);
    expect(refused.body).toMatchObject({ code: "too_many_requests", detail: expect.stringContaining("Wait 15 minutes") });
    expect(await db().session.count({ where: { userId: person.id, ipAddress: "127.0.0.1" } })).toBe(0);
  });

  it("is stopped in the same way for an account that does not exist", async () => {
    const browser = openBrowser(api.url);
    const email = `${randomUUID()}@example.org`;
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) statuses.push((await browser.auth("/sign-in/email", { email, ...wrong })).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
  });

  it("counts tries that are made side by side", async () => {
    const email = `${randomUUID()}@example.org`;
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => countAttempt("sign-in", "203.0.113.9", email)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  });

  it("is forgotten once the password was right", async () => {
    const { person } = await somebody();
    const browser = openBrowser(api.url);
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 9; attempt += 1) await browser.auth("/sign-in/email", { email: person.email, ...wrong });
      expect((await browser.auth("/sign-in/email", { email: person.email, password: PASSWORD })).status).toBe(200);
    }
  });

  it("from elsewhere does not lock a person out where they have been signed in", async () => {
    const { person } = await somebody();
    await db().session.updateMany({ where: { userId: person.id }, data: { ipAddress: "127.0.0.1" } });
    await Promise.allSettled(Array.from({ length: 30 }, (_, n) => countAttempt("sign-in", `203.0.113.${n}`, person.email)));
    await expect(countAttempt("sign-in", "203.0.113.200", person.email)).rejects.toMatchObject({ status: 429 });
    expect((await openBrowser(api.url).auth("/sign-in/email", { email: person.email, password: PASSWORD })).status).toBe(200);
  });
});

describe("guessing many accounts", () => {
  it("is stopped per address, and per /64 where addresses are as many as one likes", async () => {
    const tries = Array.from({ length: 80 }, (_, n) => countAttempt("sign-in", `2001:db8:5:6::${n.toString(16)}`, `${randomUUID()}@example.org`));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(60);
    await expect(countAttempt("sign-in", "2001:db8:5:6:ffff::1", "a@example.org")).rejects.toMatchObject({ status: 429 });
    await countAttempt("sign-in", "2001:db8:5:7::1", "a@example.org");
  });

  it("is not helped by a header that says it came from elsewhere", async () => {
    const browser = openBrowser(api.url);
    await browser.auth(
      "/sign-in/email",
      { email: "a@example.org", ...wrong },
      { "x-forwarded-for": "203.0.113.77", "x-muster-address": "203.0.113.78" },
    );
    const keys = (await db().rateLimit.findMany({ select: { key: true } })).map(({ key }) => key);
    expect(keys).toContain(`sign-in address:${addressGroup("127.0.0.1")}`);
    expect(keys.join()).not.toContain("203.0.113");
    const { person } = await somebody();
    await browser.auth(
      "/sign-in/email",
      { email: person.email, password: PASSWORD },
      { "x-forwarded-for": "203.0.113.77", "x-muster-address": "203.0.113.78" },
    );
    expect(await db().session.count({ where: { userId: person.id, ipAddress: "127.0.0.1" } })).toBe(1);
  });
});

it("attempts are still counted, in memory, while the database does not answer", async () => {
  vi.spyOn(db(), "$queryRawUnsafe").mockRejectedValue(new Error("the database is gone"));
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => countAttempt("proof", "203.0.113.50", "somebody")));
  vi.restoreAllMocks();
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
});
