import { beforeEach, describe, expect, it } from "vitest";
import { changeRole, deactivatePerson, makePasswordLink } from "#server/people/index.ts";
import { anonymousCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { isPasswordOf } from "./password.ts";
import { passwordLinkFor } from "./password-link-for.ts";
import { readPasswordLink } from "./read-password-link.ts";
import { setPasswordByLink } from "./set-password-by-link.ts";
import { auditOf, PASSWORD, type Somebody, somebody } from "./testing/people.ts";

const visitor = anonymousCtx("198.51.100.7");
const NEW = "a wholly new sentence";
let ada: Somebody;
let bo: Somebody;

const tokenOf = (link: string | undefined): string => new URL(link ?? "http://none").searchParams.get("token") ?? "";

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "user", invitation, password_link, rate_limit CASCADE`;
  [ada, bo] = [await somebody("admin", { name: "Ada" }), await somebody("responder", { name: "Bo" })];
});

describe("a link for a new password", () => {
  it("sets it once, signs the person out everywhere, and says so in the trail", async () => {
    const { link } = await makePasswordLink(ada.ctx, { id: bo.person.id });
    expect(link).toMatch(/^http:\/\/localhost:3000\/password\?token=[\w-]{43}$/);
    const token = tokenOf(link);
    expect(await readPasswordLink(visitor, { token })).toEqual({ name: "Bo", email: bo.person.email });
    expect(await setPasswordByLink(visitor, { token, password: NEW })).toEqual({ email: bo.person.email });
    expect(await isPasswordOf(bo.person.id, NEW)).toBe(true);
    expect(await isPasswordOf(bo.person.id, PASSWORD)).toBe(false);
    expect(await db().session.count({ where: { userId: bo.person.id } })).toBe(0);
    expect(await auditOf("person.password-link", bo.person.id)).toMatchObject([{ actor: { name: "Ada" } }]);
    expect(await auditOf("account.password-by-link", bo.person.id)).toMatchObject([{ actor: { name: "Bo" }, detail: { ended: 1 } }]);
    await expect(setPasswordByLink(visitor, { token, password: "yet another sentence" })).rejects.toMatchObject({ code: "not_found" });
    expect(await isPasswordOf(bo.person.id, NEW)).toBe(true);
  });

  it("gives a password to somebody who had only a passkey", async () => {
    await db().account.deleteMany({ where: { userId: bo.person.id } });
    const { link } = await makePasswordLink(ada.ctx, { id: bo.person.id });
    await setPasswordByLink(visitor, { token: tokenOf(link), password: NEW });
    expect(await isPasswordOf(bo.person.id, NEW)).toBe(true);
  });

  it("works once when it is used by two at the same time", async () => {
    const { link } = await makePasswordLink(ada.ctx, { id: bo.person.id });
    const token = tokenOf(link);
    const outcomes = await Promise.allSettled([NEW, `${NEW} two`].map((password) => setPasswordByLink(visitor, { token, password })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is worth nothing when it is replaced, too old, guessed, its giver was demoted, or its person shut out", async () => {
    const works = (link: string) =>
      readPasswordLink(visitor, { token: tokenOf(link) }).then(
        () => true,
        () => false,
      );
    const make = async (by = ada) => (await makePasswordLink(by.ctx, { id: bo.person.id })).link;
    const first = await make();
    const second = await make();
    expect([await works(first), await works(second), await works(`${second}x`)]).toEqual([false, true, false]);
    await db().$executeRaw`UPDATE password_link SET expires_at = muster_now() - interval '1 second'`;
    expect(await works(second)).toBe(false);
    const eve = await somebody("admin", { name: "Eve" });
    const third = await make(eve);
    await changeRole(ada.ctx, { id: eve.person.id, role: "responder" });
    expect(await works(third)).toBe(false);
    const fourth = await make();
    await deactivatePerson(ada.ctx, { id: bo.person.id });
    expect(await works(fourth)).toBe(false);
    await expect(make()).rejects.toMatchObject({ code: "conflict" });
  });

  it("is made by administrators who have just proved who they are, for others, and kept as a hash only", async () => {
    await expect(makePasswordLink(bo.ctx, { id: ada.person.id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(makePasswordLink(ada.ctx, { id: ada.person.id })).rejects.toMatchObject({ code: "conflict" });
    const stale = await somebody("admin", { isProved: false });
    await expect(makePasswordLink(stale.ctx, { id: bo.person.id })).rejects.toMatchObject({ code: "step_up_required" });
    const { link } = await makePasswordLink(ada.ctx, { id: bo.person.id });
    expect(JSON.stringify([await db().passwordLink.findMany(), await db().auditEntry.findMany()])).not.toContain(tokenOf(link));
  });

  it("can be printed on the server for somebody who may sign in", async () => {
    const made = await passwordLinkFor(ada.person.email);
    await setPasswordByLink(visitor, { token: tokenOf(made?.link), password: NEW });
    expect(await isPasswordOf(ada.person.id, NEW)).toBe(true);
    expect(await passwordLinkFor("nobody@example.com")).toBeNull();
    const eve = await somebody("admin", { name: "Eve" });
    await deactivatePerson(eve.ctx, { id: bo.person.id });
    expect(await passwordLinkFor(bo.person.email)).toBeNull();
  });
});
