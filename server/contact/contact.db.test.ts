import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

const mailbox = await vi.hoisted(async () => (await import("./testing/mailbox.ts")).openMailbox());

import { AddMethod, PreviewPage, VerifyMethod } from "#lib/contracts/contact-methods.ts";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { closeMail } from "#server/paging/index.ts";
import { db } from "#server/platform/db.ts";
import { ORGANISATION_KEY } from "#server/settings/index.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import { type Receiver, startReceiver } from "#server/webhooks/testing/receiver.ts";
import { addMethod, previewPage, readContact, removeMethod, savePlan, sendCode, testMethod, verifyMethod } from "./index.ts";

type Someone = Awaited<ReturnType<typeof testPerson>>;
let receiver: Receiver;
let ada: Someone;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(async () => {
  closeMail();
  await Promise.all([receiver.close(), mailbox.close()]);
});
beforeEach(async () => {
  await resetDatabase();
  receiver.received.length = 0;
  receiver.reply = { status: 200, text: "ok" };
  mailbox.arrived.length = 0;
  const value = { ...DEFAULT_SETTINGS, allowedHosts: [receiver.host] };
  await db().setting.create({ data: { key: ORGANISATION_KEY, value, updatedAt: new Date() } });
  ada = await testPerson({ name: "Ada" });
});

const addMail = (who = ada, address = "Ada@Home.example") => addMethod(who, AddMethod.parse({ kind: "email", label: "At home", address }));
const addHook = (who = ada, address = receiver.url) => addMethod(who, AddMethod.parse({ kind: "webhook", label: "Texts", address }));
const codeIn = (mail: string | undefined) => /code: (\d{6})/.exec(mail ?? "")?.[1] ?? "";
const verify = (id: string, code?: string, who = ada) => verifyMethod(who, VerifyMethod.parse({ id, code }));
const actions = async () => (await db().auditEntry.findMany({ orderBy: { seq: "asc" } })).map(({ action }) => action);
const own = async () => (await readContact(ada)).methods.filter(({ id }) => id !== "account");

async function verifiedHook(): Promise<string> {
  const { id } = await addHook();
  await verify(id);
  return id;
}

describe("an address of mail", () => {
  test("counts once the code that went there is typed, and not before", async () => {
    const { id, problem } = await addMail();
    expect(problem).toBeNull();
    expect(await own()).toMatchObject([{ address: "ada@home.example", isVerified: false, codeUntil: expect.any(String) }]);
    const code = codeIn(mailbox.arrived[0]);
    expect(mailbox.arrived[0]).toContain("ada@home.example");
    const wrong = code === "000000" ? "000001" : "000000";
    expect((await refusal(verify(id, wrong))).message).toContain("not the code");
    expect(await own()).toMatchObject([{ isVerified: false }]);
    await verify(id, `${code.slice(0, 3)} ${code.slice(3)}`);
    expect(await own()).toMatchObject([{ isVerified: true, codeUntil: null }]);
    expect(await actions()).toEqual(["contact.add", "contact.verify"]);
    expect((await refusal(verify(id, code))).message).toContain("verified already");
  });

  test("takes no code after a quarter of an hour, nor after five wrong ones, until another is sent", async () => {
    const { id } = await addMail();
    const first = codeIn(mailbox.arrived[0]);
    const wrong = first === "123456" ? "654321" : "123456";
    for (let tries = 0; tries < 5; tries += 1) await refusal(verify(id, wrong));
    expect((await refusal(verify(id, first))).message).toContain("5 times");
    await sendCode(ada, { id });
    const second = codeIn(mailbox.arrived[1]);
    expect((await refusal(verify(id, first === second ? wrong : first))).message).toContain("not the code");
    await shiftClock(15 * 60_000);
    expect((await refusal(verify(id, second))).message).toContain("no longer good");
    await sendCode(ada, { id });
    await verify(id, codeIn(mailbox.arrived[2]));
    expect(await own()).toMatchObject([{ isVerified: true }]);
  });

  test("gets only so many codes in an hour", async () => {
    const { id } = await addMail();
    for (let sent = 1; sent < 8; sent += 1) await sendCode(ada, { id });
    expect(await refusal(sendCode(ada, { id }))).toMatchObject({ code: "too_many_requests" });
    expect(mailbox.arrived).toHaveLength(8);
  });

  test("that the server refuses stays unverified, and says why", async () => {
    mailbox.refuse = "nobody@home.example";
    const { problem } = await addMail(ada, "nobody@home.example");
    expect(problem).toContain("refused the message");
    mailbox.refuse = null;
  });
});

describe("a webhook", () => {
  test("is verified by a signed test that it takes; the secret is told once and stored sealed", async () => {
    const { id, secret } = await addHook();
    expect(secret).toMatch(/^whsec_/);
    expect((await refusal(testMethod(ada, { id }))).message).toContain("not verified");
    receiver.reply = { status: 500, text: "no" };
    expect((await refusal(verify(id))).message).toContain("answered 500");
    expect(await own()).toMatchObject([{ isVerified: false, problem: expect.stringContaining("500") }]);
    receiver.reply = { status: 200, text: "ok" };
    await verify(id);
    const message = receiver.received.at(-1);
    expect(new Webhook(secret ?? "").verify(message?.body ?? "", message?.headers ?? {})).toMatchObject({
      type: "page",
      reference: "TEST",
      kind: "test",
    });
    expect(await own()).toMatchObject([{ isVerified: true, problem: null }]);
    const stored = JSON.stringify([await db().contactMethod.findMany(), await db().auditEntry.findMany({ select: { detail: true } }), await own()]);
    expect(stored).not.toContain((secret ?? "").slice(6));
    expect((await refusal(addHook())).message).toContain("already");
  });

  test("at an address inside the network is refused, and nothing is stored", async () => {
    expect((await refusal(addHook(ada, "https://10.0.0.7/hooks"))).message).toContain("private or special address");
    expect(await db().contactMethod.count()).toBe(0);
    expect(await actions()).toEqual([]);
  });

  test("is tested without an incident, and only so often", async () => {
    const id = await verifiedHook();
    expect(await testMethod(ada, { id })).toEqual({ sentence: "“Texts” has taken the test." });
    for (let sent = 2; sent < 20; sent += 1) await testMethod(ada, { id });
    expect(await refusal(testMethod(ada, { id }))).toMatchObject({ code: "too_many_requests" });
    expect(receiver.received).toHaveLength(20);
    expect(await db().incident.count()).toBe(0);
  });
});

test("what is somebody else's is not found, whatever is asked of it", async () => {
  const id = await verifiedHook();
  const eve = await testPerson({ name: "Eve", role: "admin" });
  const asks = [() => testMethod(eve, { id }), () => removeMethod(eve, { id }), () => verify(id, undefined, eve), () => sendCode(eve, { id })];
  for (const ask of asks) expect(await refusal(ask())).toMatchObject({ code: "not_found" });
  const plan = { high: [{ method: id, afterMinutes: 0 }], low: [], quiet: null };
  expect((await refusal(savePlan(eve, { version: 0, plan }))).message).toContain("do not have");
  expect((await readContact(eve)).methods.filter((one) => one.id !== "account")).toEqual([]);
  expect(await own()).toMatchObject([{ id, isVerified: true }]);
});

describe("a plan", () => {
  test("is stored one version on, and refused when it was changed meanwhile", async () => {
    const id = await verifiedHook();
    const plan = { high: [{ method: id, afterMinutes: 3 }], low: [], quiet: { from: "22:00", to: "07:00", zone: "Europe/Vienna" } };
    expect(await savePlan(ada, { version: 0, plan })).toEqual({ version: 1, plan });
    expect(await refusal(savePlan(ada, { version: 0, plan: null }))).toMatchObject({ code: "conflict", conflict: { theirs: plan } });
    expect(await savePlan(ada, { version: 1, plan: null })).toEqual({ version: 2, plan: null });
    expect(await readContact(ada)).toMatchObject({ version: 2, plan: null });
    expect(await actions()).toEqual(["contact.add", "contact.verify", "contact.plan", "contact.plan"]);
  });

  test("says what would come now, and holds back what is no SEV1 in quiet hours", async () => {
    const id = await verifiedHook();
    const quiet = { from: "22:00", to: "07:00", zone: "Europe/Vienna" };
    await savePlan(ada, { version: 0, plan: { high: [{ method: id, afterMinutes: 3 }], low: [], quiet } });
    const ask = async (severity: string, at: string) => (await previewPage(ada, PreviewPage.parse({ severity, at }))).sentence;
    expect(await ask("SEV2", "2026-01-10T11:00:00Z")).toBe("Muster itself at once, then Texts after 3 minutes.");
    expect(await ask("SEV2", "2026-01-10T22:30:00Z")).toBe("Muster itself at once, then Texts at 07:00, after your quiet hours.");
    expect(await ask("SEV1", "2026-01-10T22:30:00Z")).toBe("Muster itself at once, then Texts after 3 minutes.");
    expect(await ask("SEV3", "2026-01-10T11:00:00Z")).toBe("Muster itself at once.");
  });

  test("loses no step when a means is removed, and says which it breaks", async () => {
    const [id, { id: mail }] = [await verifiedHook(), await addMail()];
    await verify(mail, codeIn(mailbox.arrived[0]));
    const high = [
      { method: id, afterMinutes: 0 },
      { method: mail, afterMinutes: 5 },
    ];
    await savePlan(ada, { version: 0, plan: { high, low: [{ method: id, afterMinutes: 0 }], quiet: null } });
    const broken = [
      { urgency: "high", step: 1, isOnly: false },
      { urgency: "low", step: 1, isOnly: true },
    ];
    expect((await own())[0]).toMatchObject({ usedIn: broken });
    expect(await removeMethod(ada, { id })).toEqual({ broken });
    expect((await previewPage(ada, PreviewPage.parse({ severity: "SEV2" }))).sentence).toBe("Muster itself at once, then At home after 5 minutes.");
    expect((await previewPage(ada, PreviewPage.parse({ severity: "SEV4" }))).sentence).toBe("Muster itself, At home and Your address at once.");
    expect((await actions()).at(-1)).toBe("contact.remove");
  });
});
