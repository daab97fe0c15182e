import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AddActionItem, type BoardItem, LinkActionItem, ListActionItems } from "#lib/contracts/action-item.ts";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import type { TrackingKind } from "#lib/contracts/tracking-kinds.ts";
import { sentenceOf } from "#lib/describe-event.ts";
import { testConnection } from "#server/connections/index.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, logOf, refusal } from "#server/testing/incident.ts";
import { connectTracker, startFakeTrackers } from "#server/trackers/testing/fake-trackers.ts";
import { addActionItem, createTicket, followTickets, linkActionItem, listActionItems, listTrackers } from "./index.ts";

let trackers: Awaited<ReturnType<typeof startFakeTrackers>>;
let ada: Awaited<ReturnType<typeof testPerson>>;
let admin: Awaited<ReturnType<typeof testPerson>>;
let reference: string;
let item: string;

beforeAll(async () => {
  trackers = await startFakeTrackers();
});
afterAll(() => trackers.close());
beforeEach(async () => {
  await resetDatabase();
  trackers.issues.length = 0;
  trackers.asked.length = 0;
  trackers.isDown = false;
  ada = await testPerson({ name: "Ada" });
  admin = await testPerson({ role: "admin" });
  reference = await anIncident(ada, { severity: "SEV2" });
  item = (await addActionItem(ada, AddActionItem.parse({ reference, title: "Alert on the pool", factor: "Nobody saw it fill", proof: "A drill" })))
    .id;
});

const make = (connection: string) => createTicket(ada, { reference, id: item, connection });
const follow = () => followTickets(systemCtx("Trackers"));
async function stored(): Promise<BoardItem> {
  const [found] = (await listActionItems(ada, ListActionItems.parse({ state: "all" }))).items;
  if (!found) throw new Error("The item is gone.");
  return found;
}

describe.each<[TrackingKind, string, string, string]>([
  ["github", "acme/shop#1", "Issues go to acme/shop.", "GitHub issues: acme/shop#1 is closed"],
  ["jira", "OPS-1", "Issues go to the project Operations.", "Jira: OPS-1 is Shipped"],
  ["linear", "ENG-1", "Issues go to the team Engineering.", "Linear: ENG-1 is Done"],
])("%s", (kind, key, found, reason) => {
  test("gets an issue that says what is to be done and why, once, and tells when it is done", async () => {
    const connection = await connectTracker(admin, kind, trackers);
    expect(await listTrackers(ada)).toMatchObject([{ id: connection, kind, name: kind }]);
    expect((await make(connection)).item.ticket).toMatchObject({ kind, key });
    expect(trackers.issues).toMatchObject([{ title: "Alert on the pool", body: expect.stringContaining(`/incidents/${reference}/postmortem`) }]);
    expect(trackers.issues[0]?.body).toContain("It removes: Nobody saw it fill");
    expect((await refusal(make(connection))).message).toContain(`tied to ${key} already`);
    expect(trackers.issues).toHaveLength(1);
    expect(await follow()).toBe(0);
    trackers.issues[0] = { title: "", body: "", state: "done" };
    expect(await follow()).toBe(1);
    expect(await follow()).toBe(0);
    expect(await stored()).toMatchObject({ state: "done", ticket: { key } });
    const [last] = (await logOf(reference)).toReversed();
    expect(last && sentenceOf(last)).toBe(`Trackers moved the action item Alert on the pool · To do → Done · “${reason}”`);
  });

  test("is tested: what is there, and a token that is not accepted", async () => {
    expect(await testConnection(admin, { id: await connectTracker(admin, kind, trackers) })).toMatchObject({ isGood: true, message: found });
    const wrong = await connectTracker(admin, kind, trackers, { token: "wrong" });
    expect(await testConnection(admin, { id: wrong })).toMatchObject({
      isGood: false,
      message: expect.stringContaining("the token is not accepted"),
    });
  });

  test("that is down changes nothing, and is asked again", async () => {
    const connection = await connectTracker(admin, kind, trackers);
    trackers.isDown = true;
    expect(await refusal(make(connection))).toMatchObject({ status: 503 });
    expect((await stored()).ticket).toBeNull();
    trackers.isDown = false;
    await make(connection);
    trackers.issues[0] = { title: "", body: "", state: "done" };
    trackers.isDown = true;
    expect(await follow()).toBe(0);
    trackers.isDown = false;
    expect(await follow()).toBe(1);
  });

  test("no longer has the issue: the item stays as it is", async () => {
    await make(await connectTracker(admin, kind, trackers));
    trackers.issues.length = 0;
    expect(await follow()).toBe(0);
    expect(await stored()).toMatchObject({ state: "open" });
  });
});

test.each<TrackingKind>(["github", "linear"])("what is not planned in %s is dropped here", async (kind) => {
  await make(await connectTracker(admin, kind, trackers));
  trackers.issues[0] = { title: "", body: "", state: "dropped" };
  await follow();
  expect(await stored()).toMatchObject({ state: "dropped" });
});

test("a ticket that somebody linked by its address is followed too, one of another project is not asked for", async () => {
  await connectTracker(admin, "github", trackers);
  trackers.issues.push({ title: "", body: "", state: "done" });
  await linkActionItem(ada, LinkActionItem.parse({ reference, id: item, url: "https://github.com/other/place/issues/1" }));
  expect(await follow()).toBe(0);
  expect(trackers.asked).toEqual([]);
  await linkActionItem(ada, LinkActionItem.parse({ reference, id: item, url: "https://github.com/Acme/shop/issues/1" }));
  expect(await follow()).toBe(1);
});

test("what somebody changed here stays when its ticket says otherwise meanwhile", async () => {
  await make(await connectTracker(admin, "github", trackers));
  trackers.issues[0] = { title: "", body: "", state: "done" };
  const [first, second] = await Promise.all([follow(), follow()]);
  expect(first + second).toBe(1);
});

test("of a private incident no ticket is made, nor by a viewer, nor where there is no tracker", async () => {
  const connection = await connectTracker(admin, "github", trackers);
  const viewer = await testPerson({ role: "viewer" });
  expect(await refusal(createTicket(viewer, { reference, id: item, connection }))).toMatchObject({ code: "forbidden" });
  expect(await refusal(make(item))).toMatchObject({ code: "not_found" });
  await changeAccess(ada, ChangeAccess.parse({ reference, visibility: "private" }));
  expect((await refusal(make(connection))).message).toContain("is private");
  expect(trackers.issues).toEqual([]);
});

test("a tracker says in its own words what it does not take", async () => {
  const connection = await connectTracker(admin, "jira", trackers, { settings: { issueType: "Story" } });
  expect((await refusal(make(connection))).message).toContain("Specify a valid issue type");
  const nowhere = await connectTracker(admin, "linear", trackers, { settings: { team: "NONE" } });
  expect((await refusal(make(nowhere))).message).toContain("Linear knows no team NONE");
});
