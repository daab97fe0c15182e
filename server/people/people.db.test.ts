import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { acceptInvitation, readInvitation, sessionOf } from "#server/auth/index.ts";
import { openBrowser, startApi } from "#server/auth/testing/browser.ts";
import { auditOf, PASSWORD, somebody } from "#server/auth/testing/people.ts";
import { anonymousCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import {
  changeRole,
  deactivatePerson,
  invitePerson,
  listInvitations,
  listPeople,
  reactivatePerson,
  readPerson,
  revokeInvitation,
  updateProfile,
} from "./index.ts";

const visitor = anonymousCtx("198.51.100.9");
const tokenOf = ({ link }: { link: string }) => new URL(link).searchParams.get("token") ?? "";
const freshEmail = () => `joiner-${randomUUID()}@example.com`;

beforeEach(() => db().$executeRaw`TRUNCATE rate_limit`);

describe("an invitation", () => {
  it("lets one person in with the role that it carries", async () => {
    const admin = await somebody("admin", { name: "Grace Hopper" });
    const email = freshEmail();
    const invitation = await invitePerson(admin.ctx, { email, name: "Lin", role: "viewer" });
    const token = tokenOf(invitation);
    expect(await readInvitation(visitor, { token })).toMatchObject({ invitedBy: "Grace Hopper", email, name: "Lin", role: "viewer" });
    const joined = await acceptInvitation(visitor, { token, name: "Lin Wei", email, password: PASSWORD });
    const row = await db().user.findUniqueOrThrow({ where: { email } });
    expect(row).toMatchObject({ name: "Lin Wei", role: "viewer", handle: joined.handle });
    expect(row.handle).toMatch(/^lin\.wei|joiner/);
    expect(await auditOf("person.invite", invitation.id)).toHaveLength(1);
    expect(await auditOf("person.join", row.id)).toMatchObject([{ actor: { id: row.id }, detail: { role: "viewer" } }]);
    await expect(acceptInvitation(visitor, { token, name: "Eve", email: freshEmail(), password: PASSWORD })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is no guess: a whole office may join from one address in one morning", async () => {
    const admin = await somebody("admin");
    const { link } = await invitePerson(admin.ctx, { email: freshEmail(), role: "viewer" });
    for (let look = 0; look < 40; look += 1) await readInvitation(visitor, { token: tokenOf({ link }) });
    const guesses = await Promise.allSettled(Array.from({ length: 40 }, () => readInvitation(visitor, { token: randomUUID() })));
    expect(guesses.filter((each) => each.status === "rejected" && each.reason.code === "not_found")).toHaveLength(30);
    await expect(readInvitation(visitor, { token: tokenOf({ link }) })).rejects.toMatchObject({ code: "too_many_requests" });
  });

  it("for one address is for nobody else", async () => {
    const admin = await somebody("admin");
    const email = freshEmail();
    const token = tokenOf(await invitePerson(admin.ctx, { email, role: "responder" }));
    await expect(acceptInvitation(visitor, { token, name: "Eve", email: freshEmail(), password: PASSWORD })).rejects.toMatchObject({
      issues: [{ path: "email" }],
    });
    await acceptInvitation(visitor, { token, name: "Lin", email, password: PASSWORD });
  });

  it("used by two at once lets one in", async () => {
    const admin = await somebody("admin");
    const token = tokenOf(await invitePerson(admin.ctx, { role: "responder" }));
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => acceptInvitation(visitor, { token, name: "Lin", email: freshEmail(), password: PASSWORD })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("stops working when it is withdrawn, replaced, too old, or its giver was shut out", async () => {
    const admin = await somebody("admin");
    const other = await somebody("admin");
    const accept = (token: string, email = freshEmail()) => acceptInvitation(visitor, { token, name: "Lin", email, password: PASSWORD });
    const withdrawn = await invitePerson(admin.ctx, { role: "responder" });
    await revokeInvitation(admin.ctx, { id: withdrawn.id });
    await expect(accept(tokenOf(withdrawn))).rejects.toMatchObject({ code: "not_found" });
    await expect(revokeInvitation(admin.ctx, { id: withdrawn.id })).rejects.toMatchObject({ code: "not_found" });

    const email = freshEmail();
    const replaced = await invitePerson(admin.ctx, { email, role: "responder" });
    const replacing = await invitePerson(admin.ctx, { email, role: "responder" });
    await expect(accept(tokenOf(replaced), email)).rejects.toMatchObject({ code: "not_found" });

    await db().$executeRaw`UPDATE invitation SET expires_at = muster_now() - interval '1 second' WHERE id = ${replacing.id}::uuid`;
    await expect(accept(tokenOf(replacing), email)).rejects.toMatchObject({ code: "not_found" });

    const left = await invitePerson(other.ctx, { role: "responder" });
    await deactivatePerson(admin.ctx, { id: other.person.id });
    await expect(accept(tokenOf(left))).rejects.toMatchObject({ code: "not_found" });
  });

  it("is given and listed by administrators only; one for an administrator needs a recent proof", async () => {
    const responder = await somebody("responder");
    const stale = await somebody("admin", { isProved: false });
    await expect(invitePerson(responder.ctx, { role: "viewer" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(listInvitations(responder.ctx)).rejects.toMatchObject({ code: "forbidden" });
    await expect(invitePerson(stale.ctx, { role: "admin" })).rejects.toMatchObject({ code: "step_up_required" });
    const given = await invitePerson(stale.ctx, { role: "viewer" });
    const listed = await listInvitations(stale.ctx);
    expect(listed[0]).toMatchObject({ id: given.id, role: "viewer", isExpired: false });
    expect(JSON.stringify(listed)).not.toContain(tokenOf(given));
  });

  it("is not needed for somebody who is here", async () => {
    const admin = await somebody("admin");
    await expect(invitePerson(admin.ctx, { email: admin.person.email, role: "viewer" })).rejects.toMatchObject({ code: "already_done" });
  });
});

describe("a change of role", () => {
  it("counts at once, and a demotion ends the person's sessions", async () => {
    const admin = await somebody("admin");
    const who = await somebody("responder");
    await changeRole(admin.ctx, { id: who.person.id, role: "admin" });
    expect(await db().session.count({ where: { userId: who.person.id } })).toBe(1);
    await changeRole(admin.ctx, { id: who.person.id, role: "viewer" });
    expect(await db().session.count({ where: { userId: who.person.id } })).toBe(0);
    expect((await auditOf("person.role", who.person.id)).map(({ detail }) => detail)).toMatchObject([
      { from: "responder", to: "admin" },
      { from: "admin", to: "viewer" },
    ]);
  });

  it("is for administrators who have just proved who they are", async () => {
    const who = await somebody();
    const stale = await somebody("admin", { isProved: false });
    await expect(changeRole(who.ctx, { id: who.person.id, role: "admin" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeRole(stale.ctx, { id: who.person.id, role: "admin" })).rejects.toMatchObject({ code: "step_up_required" });
    expect((await db().user.findUniqueOrThrow({ where: { id: who.person.id } })).role).toBe("responder");
  });

  it("never takes the last administrator away, not even when two take each other's role at once", async () => {
    await db().user.updateMany({ where: { role: "admin" }, data: { role: "viewer" } });
    const only = await somebody("admin");
    await expect(changeRole(only.ctx, { id: only.person.id, role: "viewer" })).rejects.toMatchObject({ code: "conflict" });
    const second = await somebody("admin");
    const outcomes = await Promise.allSettled([
      changeRole(only.ctx, { id: second.person.id, role: "viewer" }),
      changeRole(second.ctx, { id: only.person.id, role: "viewer" }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db().user.count({ where: { role: "admin", deactivatedAt: null } })).toBe(1);
  });
});

describe("deactivating", () => {
  let api: Awaited<ReturnType<typeof startApi>>;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it("shuts a person out at once and reactivating lets them in again", async () => {
    const admin = await somebody("admin");
    const who = await somebody();
    const browser = openBrowser(api.url);
    const enter = () => browser.auth("/sign-in/email", { email: who.person.email, password: PASSWORD });
    expect((await enter()).status).toBe(200);
    await deactivatePerson(admin.ctx, { id: who.person.id });
    expect(await sessionOf(browser.headers())).toBeNull();
    expect((await enter()).status).toBe(401);
    expect((await readPerson(admin.ctx, { id: who.person.id })).isActive).toBe(false);
    await reactivatePerson(admin.ctx, { id: who.person.id });
    expect((await enter()).status).toBe(200);
    for (const action of ["person.deactivate", "person.reactivate"]) expect(await auditOf(action, who.person.id)).toHaveLength(1);
  });

  it("is never of oneself", async () => {
    const admin = await somebody("admin");
    await expect(deactivatePerson(admin.ctx, { id: admin.person.id })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("one's profile", () => {
  it("can be changed, and shows what was changed in the trail", async () => {
    const who = await somebody();
    const handle = `changed.${Date.now()}`;
    const details = await updateProfile(who.ctx, { name: "New Name", handle, timeZone: "Europe/Vienna", phone: "+43 1 234567" });
    expect(details).toMatchObject({ name: "New Name", handle, timeZone: "Europe/Vienna", phone: "+43 1 234567" });
    expect(await updateProfile(who.ctx, { timeZone: null, phone: "" })).toMatchObject({ name: "New Name", timeZone: null, phone: null });
    expect((await auditOf("person.profile", who.person.id)).map(({ detail }) => detail)).toMatchObject([
      { changed: ["name", "handle", "timeZone", "phone"] },
      { changed: ["timeZone", "phone"] },
    ]);
  });

  it("cannot take another's handle", async () => {
    const [who, other] = [await somebody(), await somebody()];
    await expect(updateProfile(who.ctx, { handle: other.person.handle })).rejects.toMatchObject({ issues: [{ path: "handle" }] });
    await updateProfile(who.ctx, { handle: who.person.handle });
  });
});

describe("the list of people", () => {
  it("is searched by name, handle and address, and read page by page", async () => {
    const word = `Zz${Date.now()}`;
    const admin = await somebody("admin");
    const people = [];
    for (const n of [1, 2, 3, 4, 5]) people.push(await somebody("viewer", { name: `${word} ${n}` }));
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listPeople(people[0]?.ctx ?? admin.ctx, { q: word.toLowerCase(), includeDeactivated: false, limit: 2, cursor });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(names).toEqual([1, 2, 3, 4, 5].map((n) => `${word} ${n}`));
    await deactivatePerson(admin.ctx, { id: people[0]?.person.id ?? "" });
    const search = (q: string, includeDeactivated: boolean) =>
      listPeople(admin.ctx, { q, includeDeactivated, limit: 50 }).then(({ items }) => items.length);
    expect(await search(word, false)).toBe(4);
    expect(await search(word, true)).toBe(5);
    expect(await search(people[1]?.person.email ?? "", false)).toBe(1);
    expect(await search(`@${people[1]?.person.handle}`, false)).toBe(1);
    expect(await search("100%", false)).toBe(0);
    expect(await search("_______________________________________________________________", false)).toBe(0);
  });
});
