import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { SMTPServer } from "smtp-server";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

/** A real mail server. */
const post = await vi.hoisted(async () => {
  const { SMTPServer: Server } = await import("smtp-server");
  const mails: { to: string[]; raw: string }[] = [];
  const server: SMTPServer = new Server({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString("utf8") });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return { server, mails };
});

import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { changeStatus, postUpdate } from "#server/incidents/index.ts";
import { closeMail } from "#server/paging/index.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { seal } from "#server/platform/seal.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { planNotices, startNotices } from "./index.ts";
import { aMeans, aPlan, person, tellOnly, toldTo } from "./testing/told.ts";

type Arrival = { headers: Record<string, string>; body: string };
const arrivals: Arrival[] = [];
let status = 200;
const hook = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => {
    body += String(part);
  });
  request.on("end", () => {
    arrivals.push({ headers: request.headers as Record<string, string>, body });
    response.writeHead(status).end();
  });
});
await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
const host = `127.0.0.1:${(hook.address() as AddressInfo).port}`;

let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  post.mails.length = 0;
  arrivals.length = 0;
  status = 200;
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  const settings = JSON.stringify({ ...DEFAULT_SETTINGS, allowedHosts: [host] });
  await db().$executeRaw`INSERT INTO setting (key, value, updated_at) VALUES ('organisation', ${settings}::jsonb, now())`;
});
afterAll(async () => {
  closeMail();
  hook.closeAllConnections();
  await Promise.all([new Promise((resolve) => hook.close(resolve)), new Promise<void>((resolve) => post.server.close(() => resolve()))]);
});

const isOpen = async () => (await db().noticeDelivery.count({ where: { state: { in: ["waiting", "sending"] } } })) > 0;

/** Several workers at once, until nothing is left to send; the clock goes on by this much at each look. */
async function send(workers: number, stepMs = 0): Promise<void> {
  await planNotices("all");
  const stops = Array.from({ length: workers }, startNotices);
  for (let steps = 1; await isOpen(); steps += 1) {
    if (stepMs > 0) await shiftClock(steps * stepMs);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await Promise.all(stops.map((stop) => stop()));
}

const plain = (raw: string) =>
  raw.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

describe("news by mail", () => {
  test("says what happened, how it stands and why it came, to people and to lists, and asks for nothing", async () => {
    await tellOnly({ SEV2: [{ audiences: [person(bo), { kind: "mail", address: "news@example.com" }], events: ["update", "resolved"] }] });
    const reference = await anIncident(ada, { title: "Checkout fails\nBcc: everybody@example.com", summary: "<b>Cards</b> time out" });
    await postUpdate(ada, { reference, text: "We roll back.\n<script>alert(1)</script>" });
    await send(1);
    expect(post.mails.map(({ to }) => to).toSorted()).toEqual([[bo.person.email], ["news@example.com"]].toSorted());
    const mail = post.mails.find(({ to }) => to[0] === bo.person.email);
    const words = plain(mail?.raw ?? "");
    expect(mail?.raw.replace(/\r\n /g, " ")).toMatch(/^Subject: SEV2 update: Checkout fails Bcc: everybody@example.com \(INC/m);
    expect(mail?.raw).not.toMatch(/^Bcc:/m);
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(words).toContain("We roll back.");
    expect(words).toContain("&#60;script&#62;");
    expect(words).toContain("because of this line of Settings, Who is told: Bo.");
    expect(words).not.toContain("/ack/");
    const list = plain(post.mails.find(({ to }) => to[0] === "news@example.com")?.raw ?? "");
    expect(list).not.toContain("/settings/notifications");
    const sent = await db().noticeDelivery.findFirst({ where: { recipient: bo.person.id, channel: "email" } });
    expect(mail?.raw).toContain(`Message-ID: <${sent?.id}@`);
  });

  test("is sent once for each event and reader, whatever number of workers are at it", async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => testPerson()));
    await tellOnly({ SEV2: [{ audiences: people.map(person), events: ["declared", "update", "resolved"] }] });
    const reference = await anIncident(ada, { summary: "Cards time out" });
    await postUpdate(ada, { reference, text: "Soon" });
    await changeStatus(ada, { reference, to: "resolved", reason: "Rolled back", hasNoImpact: true });
    await send(3);
    expect(post.mails).toHaveLength(36);
    expect(new Set(post.mails.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1])).size).toBe(36);
    for (const one of people) {
      const subjects = post.mails.filter(({ to }) => to[0] === one.person.email).map(({ raw }) => /^Subject: (SEV2 \w+)/m.exec(raw)?.[1]);
      expect(subjects.toSorted()).toEqual(["SEV2 declared", "SEV2 resolved", "SEV2 update"]);
    }
  });
});

describe("a means that does not work", () => {
  test("is left for the next one within a minute, and the news arrives once", async () => {
    const broken = await aMeans(bo, `http://${host}/bo`);
    const rules = [
      { method: broken, afterMinutes: 0 },
      { method: "account" as const, afterMinutes: 5 },
    ];
    await aPlan(bo, { high: rules, low: rules, quiet: null });
    await tellOnly({ SEV2: [{ audiences: [person(bo)], events: ["declared"] }] });
    status = 503;
    await anIncident(ada);
    await send(1, 500);
    expect(new Set(arrivals.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(arrivals).toHaveLength(4);
    expect(post.mails).toHaveLength(1);
    expect(await toldTo(bo.person.id)).toEqual(["inbox delivered", "webhook failed", "email sent"]);
    const [failed, mail] = await db().noticeDelivery.findMany({ where: { position: { gt: 0 } }, orderBy: { position: "asc" } });
    expect(failed?.error).toContain("answered 503");
    expect((mail?.settledAt?.getTime() ?? 0) - (failed?.createdAt.getTime() ?? 0)).toBeLessThan(60_000);
  });

  test("is not repeated where the other side says that it never will work", async () => {
    await aMeans(bo, `http://${host}/bo`);
    await tellOnly({ SEV2: [{ audiences: [person(bo)], events: ["declared"] }] });
    status = 410;
    await anIncident(ada);
    await send(1);
    expect(arrivals).toHaveLength(1);
    expect(await toldTo(bo.person.id)).toEqual(["inbox delivered", "webhook failed", "email sent"]);
  });
});

test("a connection gets news that is signed with its secret", async () => {
  const id = newId();
  const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
  const sealed = await seal(secret, { table: "connection", column: "secrets.secret", row: id });
  const settings = { url: `http://${host}/news` };
  await db().connection.create({
    data: { id, kind: "webhook", name: "Newsroom", settings, secrets: { secret: sealed }, createdAt: new Date(), createdBy: "Ada" },
  });
  await tellOnly({ SEV2: [{ audiences: [{ kind: "channel", id }], events: ["declared"] }] });
  const reference = await anIncident(ada);
  await send(1);
  const [arrival] = arrivals;
  expect(arrivals).toHaveLength(1);
  const told = new Webhook(secret).verify(arrival?.body ?? "", arrival?.headers ?? {});
  expect(told).toMatchObject({ type: "notice", event: "declared", reference, headline: "SEV2 declared: Checkout fails", audience: "Newsroom" });
  expect(told).not.toHaveProperty("answerUrl");
});
