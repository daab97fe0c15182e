import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AddMethod, VerifyMethod } from "#lib/contracts/contact-methods.ts";
import { AnswerPage } from "#lib/contracts/escalation/commands.ts";
import { DEFAULT_RULES } from "#lib/contracts/escalation/default-policy.ts";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { answerPage, fireDue, myPages } from "#server/escalation/index.ts";
import { pageOfToken, pushKey, startSending } from "#server/paging/index.ts";
import { openPushService, type PushService } from "#server/paging/testing/push-service.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { ORGANISATION_KEY } from "#server/settings/index.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { addMethod, readContact, testMethod, verifyMethod } from "./index.ts";

type Someone = Awaited<ReturnType<typeof testPerson>>;
let service: PushService;
let ada: Someone;
let bo: Someone;

beforeAll(async () => {
  service = await openPushService();
});
afterAll(() => service.close());
beforeEach(async () => {
  await resetDatabase();
  service.pushed.length = 0;
  service.status = 201;
  const value = { ...DEFAULT_SETTINGS, allowedHosts: [service.host] };
  await db().setting.create({ data: { key: ORGANISATION_KEY, value, updatedAt: new Date() } });
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  const targets = [{ kind: "user" as const, id: bo.person.id }];
  const triggers = [{ afterMinutes: 0, until: "acknowledged" as const, severity: null, revenuePerHour: null }];
  const rules = { ...DEFAULT_RULES, levels: [{ id: "level-1", title: "On call", targets, triggers, needs: "one" as const }] };
  const now = new Date();
  await db().escalationPolicy.create({
    data: { id: newId(), name: "Test", rules, isDefault: true, createdAt: now, updatedAt: now, updatedBy: "Test" },
  });
});

async function subscribe(who: Someone): Promise<string> {
  const { id } = await addMethod(who, AddMethod.parse({ kind: "web-push", label: "Laptop", subscription: service.subscribe() }));
  await verifyMethod(who, VerifyMethod.parse({ id }));
  return id;
}

async function sendUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const sender = startSending();
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
  await sender.stop();
}

test("a browser opens what was encrypted for it, signed by the key with which it subscribed", async () => {
  const id = await subscribe(bo);
  expect(service.pushed).toMatchObject([
    { content: { title: "Test page: nothing is wrong", answerPath: null, roomPath: "/settings/notifications" } },
  ]);
  const [{ headers, claims, isSigned }] = service.pushed as [PushService["pushed"][number]];
  expect(isSigned).toBe(true);
  expect(headers.authorization).toContain(`k=${await pushKey()}`);
  expect(headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high", ttl: "3600" });
  expect(claims).toMatchObject({ aud: `http://${service.host}`, sub: "mailto:muster@localhost" });
  const stored = await db().contactMethod.findUniqueOrThrow({ where: { id } });
  expect(Object.values(stored.secrets as object).every((value) => String(value).startsWith("v1."))).toBe(true);
  const [method] = (await readContact(bo)).methods;
  expect(method).toMatchObject({ address: `http://${service.host}`, isVerified: true });
});

test("the keys of this installation are made once, however many ask at once, and stored sealed", async () => {
  const keys = await Promise.all([pushKey(), pushKey(), pushKey()]);
  expect(new Set(keys).size).toBe(1);
  const { value } = await db().setting.findUniqueOrThrow({ where: { key: "paging.vapid" } });
  expect(value).toMatchObject({ publicKey: keys[0], privateKey: expect.stringMatching(/^v1\./) });
});

test("a page carries what answers it, and waits for its person until they answer", async () => {
  await subscribe(bo);
  const reference = await anIncident(ada, { title: "Payments fail" });
  await fireDue(systemCtx("Engine"));
  await sendUntil(() => service.pushed.length > 1);
  const content = service.pushed[1]?.content;
  expect(content).toMatchObject({ title: expect.stringContaining("Payments fail"), roomPath: `/incidents/${reference}` });
  const [mine] = await myPages(bo);
  expect(mine).toMatchObject({ reference, title: "Payments fail", step: expect.stringContaining("On call") });
  expect(await pageOfToken(String(content?.answerPath).replace("/ack/", ""))).toBe(mine?.page);
  expect(await myPages(ada)).toEqual([]);
  await answerPage(bo, AnswerPage.parse({ reference }));
  expect(await myPages(bo)).toEqual([]);
});

test("a browser that its service does not know any more is used no more, and its owner is told why", async () => {
  const id = await subscribe(bo);
  await anIncident(ada, { title: "Payments fail" });
  service.status = 410;
  await fireDue(systemCtx("Engine"));
  await sendUntil(async () => (await db().auditEntry.count({ where: { action: "contact.gone" } })) > 0);
  expect((await readContact(bo)).methods[0]).toMatchObject({ id, isVerified: false, problem: expect.stringContaining("turned off") });
  expect(await db().notification.findMany({ where: { userId: bo.person.id, kind: "contact" } })).toMatchObject([
    { title: "“Laptop” no longer reaches you", href: "/settings/notifications" },
  ]);
  expect((await refusal(testMethod(bo, { id }))).message).toContain("not verified");
  expect(await myPages(bo)).toHaveLength(1);
});

test("a service that is busy keeps the browser; a private address is refused where it is subscribed", async () => {
  const id = await subscribe(bo);
  service.status = 503;
  expect((await refusal(testMethod(bo, { id }))).message).toContain("answered 503");
  expect((await readContact(bo)).methods[0]).toMatchObject({ isVerified: true, problem: expect.stringContaining("503") });
  service.status = 201;
  await testMethod(bo, { id });
  expect((await readContact(bo)).methods[0]).toMatchObject({ problem: null });
  const subscription = { ...service.subscribe(), endpoint: "https://192.168.0.9/push" };
  const refused = addMethod(bo, AddMethod.parse({ kind: "web-push", label: "Other", subscription }));
  expect((await refusal(refused)).message).toContain("private or special address");
});
