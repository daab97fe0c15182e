import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { auditOf, type Somebody, somebody } from "#server/auth/testing/people.ts";
import { changeAccess, declareIncident } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { deactivatePerson } from "#server/people/index.ts";
import { db } from "#server/platform/db.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { announce, listNotifications, markRead, unreadCount } from "./index.ts";

const all = { isUnread: false, limit: 50 };
let ada: Somebody;
let bob: Somebody;

beforeEach(async () => {
  ada = await somebody("responder", { name: "Ada" });
  bob = await somebody();
});

async function incident(rest: object = {}) {
  return declareIncident(ada.ctx, DeclareIncident.parse({ title: "Payments fail", severity: "SEV1", ...rest }));
}

const note = (reference: string, text: string) => addNote(ada.ctx, { reference, text, attachments: [] });

describe("announcing a fact", () => {
  it("puts one notification into each inbox, however often the job runs", async () => {
    const { id, reference } = await incident();
    const { seq } = await note(reference, `@${bob.person.handle} please **look**`);
    for (let run = 0; run < 3; run += 1) await announce({ incidentId: id, seq, userIds: [bob.person.id, bob.person.id] });
    const { items } = await listNotifications(bob.ctx, all);
    expect(items).toMatchObject([{ kind: "note", href: `/incidents/${reference}?entry=${seq}`, readAt: null }]);
    expect(items[0]?.title).toMatch(/^Ada /);
    expect(items[0]?.body).toContain(`${reference} · Payments fail`);
    expect(items[0]?.body).toContain("please");
  });

  it("tells nobody of a private incident who is not named on it, and nobody who left", async () => {
    const admin = await somebody("admin");
    const { id } = await incident({ visibility: "private", members: [bob.person.id] });
    await announce({ incidentId: id, seq: 1, userIds: [bob.person.id, admin.person.id] });
    expect((await unreadCount(bob.ctx)).unread).toBe(1);
    expect((await unreadCount(admin.ctx)).unread).toBe(0);
    const gone = await somebody();
    await deactivatePerson(admin.ctx, { id: gone.person.id });
    const open = await incident();
    await announce({ incidentId: open.id, seq: 1, userIds: [gone.person.id] });
    expect(await db().notification.count({ where: { userId: gone.person.id } })).toBe(0);
  });

  it("does nothing for a fact that does not exist", async () => {
    const { id } = await incident();
    await announce({ incidentId: id, seq: 9_999, userIds: [bob.person.id] });
    expect(await db().notification.count({ where: { userId: bob.person.id } })).toBe(0);
  });
});

describe("an inbox", () => {
  it("hides what became private, and shows it again to those who are named", async () => {
    const { id, reference } = await incident();
    await announce({ incidentId: id, seq: 1, userIds: [bob.person.id] });
    await changeAccess(ada.ctx, { reference, visibility: "private", add: [], remove: [] });
    expect((await listNotifications(bob.ctx, all)).items).toEqual([]);
    expect((await unreadCount(bob.ctx)).unread).toBe(0);
    await changeAccess(ada.ctx, { reference, add: [bob.person.id], remove: [] });
    expect((await unreadCount(bob.ctx)).unread).toBe(1);
  });

  it("is read page by page, the newest first, and marked as read by its owner alone", async () => {
    const { id, reference } = await incident();
    for (const n of [1, 2, 3, 4, 5]) {
      const { seq } = await note(reference, `note ${n}`);
      await announce({ incidentId: id, seq, userIds: [bob.person.id] });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listNotifications(bob.ctx, { isUnread: false, limit: 2, cursor });
      seen.push(...page.items.map(({ body }) => body.split("\n").at(-1) ?? ""));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["note 5", "note 4", "note 3", "note 2", "note 1"]);

    const [first] = (await listNotifications(bob.ctx, all)).items;
    expect(await markRead(ada.ctx, { ids: [first?.id ?? ""] })).toEqual({ marked: 0 });
    expect(await markRead(bob.ctx, { ids: [first?.id ?? ""] })).toEqual({ marked: 1 });
    expect((await unreadCount(bob.ctx)).unread).toBe(4);
    expect((await listNotifications(bob.ctx, { ...all, isUnread: true })).items).toHaveLength(4);
    expect(await markRead(bob.ctx, {})).toEqual({ marked: 4 });
    expect(await markRead(bob.ctx, {})).toEqual({ marked: 0 });
    expect(await auditOf("notification.read")).toEqual([]);
  });
});

describe("live streams", () => {
  let client: pg.Client;
  const heard: string[] = [];
  beforeAll(async () => {
    client = new pg.Client({ connectionString: databaseUrl() });
    await client.connect();
    client.on("notification", ({ payload }) => heard.push(payload ?? ""));
    await client.query("LISTEN muster");
  });
  afterAll(() => client.end());

  it("hear of a new notification, once it is there, and of its being read", async () => {
    const { id } = await incident();
    const inbox = `inbox ${bob.person.id}`;
    await announce({ incidentId: id, seq: 1, userIds: [bob.person.id] });
    await expect.poll(() => heard.filter((payload) => payload === inbox).length).toBe(1);
    await announce({ incidentId: id, seq: 1, userIds: [bob.person.id] });
    await markRead(bob.ctx, {});
    await expect.poll(() => heard.filter((payload) => payload === inbox).length).toBe(2);
  });

  it("hear that a person was shut out", async () => {
    const admin = await somebody("admin");
    await deactivatePerson(admin.ctx, { id: bob.person.id });
    await expect.poll(() => heard).toContain(`person ${bob.person.id}`);
  });
});
