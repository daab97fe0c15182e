import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const { folder, post } = await vi.hoisted(async () => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-subscribers-${process.pid}-${Date.now()}`;
  const { openMailServer } = await import("../testing/mail-server.ts");
  const post = await openMailServer();
  process.env.SMTP_URL = post.url;
  return { folder: process.env.MUSTER_DATA_DIR, post };
});

import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { CorrectUpdate, RetractUpdate } from "#lib/contracts/status/commands.ts";
import { ListSubscribers } from "#lib/contracts/status/subscriber.ts";
import { auditOf } from "#server/auth/testing/people.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { closeMail } from "#server/paging/index.ts";
import { db } from "#server/platform/db.ts";
import { outgoing } from "#server/platform/outgoing/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, refusal } from "#server/testing/incident.ts";
import { type Receiver, startReceiver } from "#server/webhooks/testing/receiver.ts";
import { correctUpdate, listSubscribers, removeSubscriber, retractUpdate } from "../index.ts";
import { readSource } from "../read-source.ts";
import { renderPages } from "../render-pages.ts";
import { storedPage } from "../stored.ts";
import { aPage, publish } from "../testing/pages.ts";
import { openStatusServer, workOnce } from "../testing/visitors.ts";
import { forgetOld } from "./confirm.ts";
import { planNews } from "./plan-news.ts";
import type { Send } from "./post-to-webhook.ts";
import { subscribe } from "./subscribe.ts";

const NINA = "nina@customer.example";
let admin: Someone;
let ada: Someone;
let service: string;
let reference: string;
let visitors: Awaited<ReturnType<typeof openStatusServer>>;

beforeEach(async () => {
  await resetDatabase();
  await rm(join(folder, "status"), { recursive: true, force: true });
  post.mails.length = 0;
  post.refuse = null;
  admin = await testPerson({ role: "admin", name: "Root" });
  ada = await testPerson({ name: "Ada" });
  service = await aService("payments");
  reference = await anIncident(ada, { services: [service], title: "pool of db-7 full" });
  visitors?.close();
  visitors = await openStatusServer();
});
afterAll(async () => {
  visitors.close();
  closeMail();
  await post.close();
});

const linkIn = (text: string, kind: "confirm" | "unsubscribe") => new RegExp(`/acme/(${kind}/[\\w-]{50})`).exec(text)?.[1] ?? "";

async function subscribed(address = NINA, components: string[] = []): Promise<void> {
  await renderPages();
  await visitors.post("acme/subscribe", [["email", address], ...components.map((id): [string, string] => ["component", id])]);
  await workOnce();
  await visitors.post(`acme/${linkIn(post.to(address).at(-1)?.text ?? "", "confirm")}`, []);
  await workOnce();
}

describe("by mail", () => {
  test("a visitor subscribes, confirms, is told once by however many workers, and ends it with one click", async () => {
    await aPage(admin, service);
    await renderPages();
    const answer = await visitors.post("acme/subscribe", [["email", " Nina@Customer.example "]]);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "../acme/thanks/subscribe"]);
    await workOnce();
    await publish(ada, { reference });
    await workOnce();
    expect(post.to(NINA)).toHaveLength(1);
    const [asking] = post.to(NINA);
    expect(asking?.text).toContain("Confirm that you want news of Acme");
    expect(asking?.raw).not.toContain("List-Unsubscribe");
    await visitors.post(`acme/${linkIn(asking?.text ?? "", "confirm")}`, []);
    await workOnce();
    await publish(ada, { reference, status: "identified", text: "We have found the cause." });
    await Promise.all([workOnce(), workOnce()]);
    const [, told] = post.to(NINA);
    expect(post.to(NINA)).toHaveLength(2);
    expect(told?.text).toContain("Subject: [Acme] Identified: Problem with Card payments");
    expect(told?.text).toContain("We have found the cause.");
    expect(told?.text).not.toContain("db-7");
    expect(told?.text).toMatch(/List-Unsubscribe: <http[^>]+\/acme\/unsubscribe\/[\w-]{50}>/);
    expect(told?.text).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const ended = await visitors.post(`acme/${linkIn(told?.text ?? "", "unsubscribe")}`, [["List-Unsubscribe", "One-Click"]]);
    expect(ended.status).toBe(200);
    await workOnce();
    await publish(ada, { reference, status: "monitoring", text: "It should work again." });
    await workOnce();
    expect(post.to(NINA)).toHaveLength(2);
    expect(await db().statusSubscriber.count()).toBe(0);
  });

  test("who chose a component hears of that one, to its end, and of no other", async () => {
    const { search } = await aPage(admin, service);
    await subscribed(NINA, [search]);
    await publish(ada, { reference });
    await workOnce();
    expect(post.to(NINA)).toHaveLength(1);
    const other = await anIncident(ada);
    await publish(ada, { reference: other, pages: ["acme"], components: [{ id: search, state: "degraded" }], text: "Search is slow." });
    await publish(ada, { reference: other, status: "resolved", text: "Search is fast again.", accepts: true });
    await workOnce();
    expect(post.to(NINA).map(({ text }) => /Subject: (.*)/.exec(text)?.[1]?.trim())).toEqual([
      "Confirm that you want news of Acme",
      "[Acme] Investigating: Problem with Search",
      "[Acme] Resolved: Problem with Search",
    ]);
  });

  test("a correction and a retraction reach who was told; what is taken back or becomes private before it is sent is not sent", async () => {
    await aPage(admin, service);
    await subscribed();
    const { id } = await publish(ada, { reference });
    await workOnce();
    await correctUpdate(ada, CorrectUpdate.parse({ reference, id, text: "Only one bank's cards fail.", reason: "We know more" }));
    await workOnce();
    expect(post.to(NINA).at(-1)?.text).toContain("[Acme] Corrected: Problem with Card payments");
    post.refuse = 451;
    const late = await publish(ada, { reference, text: "A second update." });
    await workOnce();
    await retractUpdate(ada, RetractUpdate.parse({ reference, id: late.id, reason: "Wrong incident" }));
    await retractUpdate(ada, RetractUpdate.parse({ reference, id, reason: "It was another service" }));
    await renderPages();
    post.refuse = null;
    await shiftClock(60_000);
    await workOnce();
    const texts = post.to(NINA).map(({ text }) => text);
    expect(texts.some((text) => text.includes("A second update."))).toBe(false);
    expect(texts.at(-1)).toContain("It was another service");
    expect(texts.filter((text) => text.includes("Wrong incident"))).toEqual([]);
    post.refuse = 451;
    await publish(ada, { reference, text: "A third update." });
    await workOnce();
    await changeAccess(ada, ChangeAccess.parse({ reference, visibility: "private" }));
    await renderPages();
    post.refuse = null;
    await shiftClock(120_000);
    await workOnce();
    expect(post.to(NINA).some(({ text }) => text.includes("A third update."))).toBe(false);
  });

  test("is told in the page's language", async () => {
    await aPage(admin, service, { language: "de" });
    await renderPages();
    await visitors.post("acme/subscribe", [["email", NINA]]);
    await workOnce();
    expect(post.to(NINA)[0]?.text).toContain("Abonnement bestätigen");
  });

  test("what is old by the time somebody looks is noted, and nobody is sent it", async () => {
    await aPage(admin, service);
    await subscribed();
    await publish(ada, { reference });
    await shiftClock(2 * 3_600_000);
    await workOnce();
    expect(post.to(NINA)).toHaveLength(1);
    expect(await planNews(await readSource(await storedPage("acme")))).toBe(0);
  });
});

describe("nobody learns who is subscribed", () => {
  test("known and unknown addresses, good and bad links get the same answer", async () => {
    await aPage(admin, service);
    await subscribed();
    const answers = await Promise.all(
      [NINA, "nobody@customer.example", "no address"].map(async (email) => {
        const answer = await visitors.post("acme/subscribe", [["email", email]]);
        const { date: _, ...headers } = Object.fromEntries(answer.headers);
        return JSON.stringify([answer.status, headers, await answer.text()]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
    const good = linkIn(post.to(NINA)[0]?.text ?? "", "confirm");
    const bad = `confirm/${"A".repeat(50)}`;
    const [one, two] = await Promise.all([visitors.post(`acme/${good}`, []), visitors.post(`acme/${bad}`, [])]);
    expect([one.status, one.headers.get("location"), await one.text()]).toEqual([two.status, two.headers.get("location"), await two.text()]);
  });

  test("somebody else's wish changes nothing until it is confirmed, and floods nobody", async () => {
    const { search } = await aPage(admin, service);
    await subscribed();
    for (let times = 0; times < 6; times += 1)
      await visitors.post("acme/subscribe", [
        ["email", NINA],
        ["component", search],
      ]);
    await workOnce();
    await publish(ada, { reference });
    await workOnce();
    const subjects = post.to(NINA).map(({ text }) => text);
    expect(subjects.filter((text) => text.includes("Confirm that you want"))).toHaveLength(2);
    expect(subjects.at(-1)).toContain("Card payments may fail.");
    await shiftClock(3_700_000);
    for (let times = 0; times < 6; times += 1) {
      await visitors.post("acme/subscribe", [["email", NINA]]);
      await workOnce();
    }
    expect(post.to(NINA).filter(({ text }) => text.includes("Confirm that you want"))).toHaveLength(2 + 3);
  });

  test("an old link does not count, and an address that nobody confirms is forgotten", async () => {
    await aPage(admin, service);
    await renderPages();
    await visitors.post("acme/subscribe", [["email", NINA]]);
    await workOnce();
    await shiftClock(8 * 86_400_000);
    await visitors.post(`acme/${linkIn(post.to(NINA)[0]?.text ?? "", "confirm")}`, []);
    await workOnce();
    expect(await db().statusSubscriber.count({ where: { confirmedAt: { not: null } } })).toBe(0);
    await forgetOld();
    expect(await db().statusSubscriber.count()).toBe(0);
  });
});

describe("by webhook", () => {
  const HOOK = "https://hooks.customer.example/status";
  let receiver: Receiver;
  /** The subscriber's public address stands for the receiver on this machine. */
  const post: Send = (request) => {
    expect([request.url, request.allowedHosts]).toEqual([HOOK, []]);
    return outgoing({ ...request, url: receiver.url, allowedHosts: [receiver.host] });
  };
  beforeEach(async () => {
    receiver = await startReceiver();
    await db().setting.create({
      data: { key: "organisation", value: { allowedHosts: [receiver.host] }, version: 1, updatedAt: new Date(), updatedBy: "x" } as never,
    });
  });
  afterEach(() => receiver.close());

  test("a receiver confirms with the address that it is sent, and gets signed messages until it says that it is gone", async () => {
    await aPage(admin, service);
    await renderPages();
    await visitors.post("acme/subscribe", [["webhook", HOOK]]);
    await visitors.post("acme/subscribe", [["webhook", "http://169.254.169.254/latest"]]);
    await workOnce(post);
    expect(receiver.received).toHaveLength(1);
    const [asked] = receiver.received;
    const first = JSON.parse(asked?.body ?? "{}") as { type: string; secret: string; confirmUrl: string };
    expect(first.type).toBe("subscription.confirm");
    new Webhook(first.secret).verify(asked?.body ?? "", asked?.headers ?? {});
    await visitors.post(`acme/${linkIn(first.confirmUrl, "confirm")}`, []);
    await workOnce(post);
    await publish(ada, { reference });
    await workOnce(post);
    const told = receiver.received.at(-1);
    expect(new Webhook(first.secret).verify(told?.body ?? "", told?.headers ?? {})).toMatchObject({
      type: "status.update",
      status: "investigating",
      text: "Card payments may fail.",
      components: ["Card payments"],
    });
    receiver.reply = { status: 410 };
    await publish(ada, { reference, text: "More." });
    await workOnce(post);
    expect((await db().statusSubscriber.findFirst())?.endedAt).not.toBeNull();
    const before = receiver.received.length;
    await publish(ada, { reference, text: "Even more." });
    await workOnce(post);
    expect(receiver.received).toHaveLength(before);
  });

  test("reaches no host that an administrator allowed for something else, neither with a new subscription nor with one from before", async () => {
    await aPage(admin, service);
    await renderPages();
    await visitors.post("acme/subscribe", [["webhook", receiver.url]]);
    await workOnce();
    expect(await db().statusSubscriber.count()).toBe(0);
    await subscribe(await storedPage("acme"), { kind: "webhook", address: receiver.url, components: [] });
    await workOnce();
    expect(receiver.received).toEqual([]);
    expect(await db().statusDelivery.findFirst()).toMatchObject({ state: "failed", error: expect.stringContaining("private or special address") });
  });
});

test("administrators see who is told and what came of it, and remove somebody; nobody else does", async () => {
  await aPage(admin, service);
  await subscribed();
  const { items } = await listSubscribers(admin, ListSubscribers.parse({ slug: "acme" }));
  expect(items).toMatchObject([{ kind: "email", address: NINA, components: [], last: { state: "sent" } }]);
  expect((await refusal(listSubscribers(ada, ListSubscribers.parse({ slug: "acme" })))).status).toBe(403);
  await removeSubscriber(admin, { slug: "acme", id: items[0]?.id ?? "" });
  expect(JSON.stringify(await auditOf("status.remove-subscriber"))).not.toContain(NINA);
  expect((await refusal(removeSubscriber(admin, { slug: "acme", id: items[0]?.id ?? "" }))).message).toContain("no such subscriber");
});
