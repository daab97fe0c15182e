import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";

const folder = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-status-${process.pid}-${Date.now()}`;
  return process.env.MUSTER_DATA_DIR;
});

import * as input from "#lib/contracts/incident-commands.ts";
import { ApproveUpdate, CheckUpdate, CorrectUpdate, DeclineUpdate, RetractUpdate } from "#lib/contracts/status/commands.ts";
import { auditOf } from "#server/auth/testing/people.ts";
import { changeAccess, changeInterval, openInterval, setFigures } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import { unpackBundle } from "#server/status-server/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, kindsOf, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { approveUpdate, correctUpdate, declineUpdate, draftUpdate, listPages, previewUpdate, retractUpdate } from "./index.ts";
import { renderPages } from "./render-pages.ts";
import { aPage, publish } from "./testing/pages.ts";

const MINUTE = 60_000;
let admin: Someone;
let ada: Someone;
let bo: Someone;
let service: string;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  await rm(join(folder, "status"), { recursive: true, force: true });
  admin = await testPerson({ role: "admin", name: "Root" });
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  service = await aService("payments");
  reference = await anIncident(ada, { services: [service], title: "pool of db-7 full" });
});

async function served(part: "public" | "inside" = "public", slug = "acme") {
  await renderPages();
  const bundle = unpackBundle(await readFile(join(folder, "status", part, `${slug}.page`)));
  return { bundle, read: (path: string) => bundle.resources.get(path)?.identity.toString("utf8") ?? "" };
}

describe("publishing", () => {
  test("is one fact, from which the page, its feeds, its JSON and the clock of the next update follow", async () => {
    const { payments } = await aPage(admin, service);
    const { state } = await publish(ada, { reference, internalText: "Looking at db-7" });
    expect(state).toBe("published");
    const room = await roomOf(reference);
    expect(room.lastUpdate?.text).toBe("Looking at db-7");
    expect(room.told.publications).toMatchObject([{ status: "investigating", components: [{ id: payments, state: "partial" }] }]);
    expect(room.nextUpdateDueAt).toBe(room.told.publications[0]?.nextBy);
    const { read } = await served();
    for (const path of ["", "feed.atom", "feed.rss", "status.json"]) expect(read(path), path).toContain("Card payments may fail.");
    expect(JSON.parse(read("status.json"))).toMatchObject({ status: "partial", incidents: [{ title: "Problem with Card payments" }] });
    expect(read("badge.svg")).toContain("Partial outage");
    expect(await verifyIncident((await storedIncident(reference)).id)).toMatchObject({ problems: [] });
  });

  test("tells nothing of what is inside: no title, note, name or text that was not written for the public", async () => {
    const canary = "CANARYxyz";
    await aPage(admin, service);
    const secret = await anIncident(ada, { services: [service], title: `${canary} title`, summary: `${canary} summary` });
    await addNote(ada, input.AddNote.parse({ reference: secret, text: `${canary} note` }));
    await setFigures(ada, input.SetFigures.parse({ reference: secret, figures: { text: `${canary} impact`, revenuePerHour: 987_654 } }));
    await publish(ada, { reference: secret, internalText: `${canary} internal`, stakeholderText: `${canary} stakeholders` });
    const { bundle } = await served();
    for (const [path, { identity }] of bundle.resources) {
      const text = identity.toString("utf8");
      for (const word of [canary, secret, "987654", "Ada"]) expect(text.includes(word), `${word} in ${path}`).toBe(false);
    }
    const inside = await served("inside");
    expect(inside.read("stakeholders")).toContain(`${canary} stakeholders`);
    expect(inside.read("stakeholders")).not.toContain(`${canary} note`);
  });

  test("is refused for a private incident, for an unknown page, and for a drill outside of pages for practice", async () => {
    await aPage(admin, service);
    const drill = await anIncident(ada, { kind: "drill", services: [service] });
    expect((await refusal(publish(ada, { reference: drill }))).message).toContain("only on a page for practice");
    expect((await refusal(publish(ada, { reference, pages: ["nope"] }))).message).toContain("There is no status page “nope”. There are: acme.");
    await changeAccess(ada, input.ChangeAccess.parse({ reference, visibility: "private" }));
    expect((await refusal(publish(ada, { reference }))).message).toContain("is private");
    const viewer = await testPerson({ role: "viewer" });
    expect((await refusal(publish(viewer, { reference }))).status).toBe(403);
    expect(await kindsOf(reference)).not.toContain("update");
  });

  test("leaves the page when the incident becomes private", async () => {
    await aPage(admin, service);
    await publish(ada, { reference });
    await changeAccess(ada, input.ChangeAccess.parse({ reference, visibility: "private" }));
    expect((await served()).read("")).not.toContain("Card payments may fail.");
  });

  test("is refused when it contradicts the record, until that is accepted", async () => {
    await aPage(admin, service);
    await setFigures(ada, input.SetFigures.parse({ reference, figures: { usersPercent: 80 } }));
    await openInterval(ada, input.OpenInterval.parse({ reference, service, level: "major" }));
    const found = await refusal(publish(ada, { reference, text: "About 10 % of users cannot pay." }));
    expect(found.message).toContain("contradicts what is recorded");
    expect((await refusal(publish(ada, { reference, status: "resolved", text: "It is over." }))).message).toContain("still lasting");
    expect(await kindsOf(reference)).not.toContain("update");
    expect((await publish(ada, { reference, text: "About 10 % of users cannot pay.", accepts: true })).state).toBe("published");
  });
});

describe("a page that asks for approval", () => {
  test("shows an update only after somebody else approved it", async () => {
    await aPage(admin, service, { needsApproval: true });
    const { id, state } = await publish(ada, { reference });
    expect(state).toBe("waiting");
    expect((await served()).read("")).not.toContain("Card payments may fail.");
    expect((await refusal(approveUpdate(ada, ApproveUpdate.parse({ reference, id })))).message).toContain("somebody else has to approve");
    await approveUpdate(bo, ApproveUpdate.parse({ reference, id }));
    expect((await roomOf(reference)).told).toMatchObject({ requests: [], publications: [{ id, approvedBy: "Bo" }] });
    expect((await served()).read("")).toContain("Card payments may fail.");
    expect((await refusal(approveUpdate(bo, ApproveUpdate.parse({ reference, id })))).message).toBe("This update was published already.");
  });

  test("keeps a declined one off, with the reason on the timeline", async () => {
    await aPage(admin, service, { needsApproval: true });
    const { id } = await publish(ada, { reference });
    await declineUpdate(bo, DeclineUpdate.parse({ reference, id, reason: "Too vague" }));
    expect((await roomOf(reference)).told).toMatchObject({ requests: [], publications: [] });
  });
});

test("a correction shows what was said before and why; a retraction shows that it was, and no longer what it said", async () => {
  await aPage(admin, service);
  const { id } = await publish(ada, { reference });
  await correctUpdate(ada, CorrectUpdate.parse({ reference, id, text: "Only cards of one bank fail.", reason: "We know more" }));
  const corrected = (await served()).read("");
  expect(corrected).toContain("Only cards of one bank fail.");
  expect(corrected).toContain("We know more");
  expect(corrected).toContain("Card payments may fail.");
  await retractUpdate(ada, RetractUpdate.parse({ reference, id, reason: "It was another service" }));
  const retracted = (await served()).read("history");
  const { bundle } = await served();
  const all = [...bundle.resources.values()].map(({ identity }) => identity.toString("utf8")).join("\n");
  expect(all).not.toContain("Only cards of one bank fail.");
  expect(all).toContain("It was another service");
  expect(retracted).toContain("Problem with Card payments");
});

test("uptime comes from the recorded impact, also when that is corrected later", async () => {
  await aPage(admin, service);
  await shiftClock(10 * 86_400_000);
  const late = await anIncident(ada, { services: [service] });
  const { id } = await openInterval(ada, input.OpenInterval.parse({ reference: late, service, level: "major" }));
  await publish(ada, { reference: late });
  await shiftClock(10 * 86_400_000 + 60 * MINUTE);
  const uptime = async () => JSON.parse((await served()).read("status.json")).components[0].uptime as number;
  const hour = 1 - 60 / (10 * 1_440 + 60);
  expect(await uptime()).toBeCloseTo(hour, 4);
  const room = await roomOf(late);
  const startedAt = room.intervals[0]?.startedAt ?? "";
  const endedAt = new Date(Date.parse(startedAt) + 30 * MINUTE).toISOString();
  await changeInterval(ada, input.ChangeInterval.parse({ reference: late, id, endedAt }));
  expect(await uptime()).toBeCloseTo(1 - 30 / (10 * 1_440 + 60), 4);
});

test("a promise that passes is shown as late, and counts", async () => {
  await aPage(admin, service);
  await publish(ada, { reference });
  expect((await served()).read("")).toContain("Next update by");
  await shiftClock(31 * MINUTE);
  expect((await served()).read("")).toContain("is late");
  const { pages } = await listPages(ada);
  expect(pages[0]?.promises).toEqual({ due: 1, kept: 0 });
});

test("the page is written anew only when it says something else, and its version never goes back", async () => {
  await aPage(admin, service);
  const first = (await served()).bundle.version;
  expect((await served()).bundle.version).toBe(first);
  await publish(ada, { reference });
  expect((await served()).bundle.version).toBe(first + 1);
  expect((await readdir(join(folder, "status", "public"))).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a draft says what is recorded; the preview is the page with it, and changes nothing", async () => {
  await aPage(admin, service);
  await setFigures(ada, input.SetFigures.parse({ reference, figures: { usersPercent: 60, regions: ["EU-West"] } }));
  const draft = await draftUpdate(ada, { reference, status: undefined });
  expect(draft).toMatchObject({ status: "investigating", title: "Problem with Card payments", pages: [{ slug: "acme", isChosen: true }] });
  expect(draft.text).toContain("More than half of the requests (about 60 %)");
  const preview = await previewUpdate(ada, CheckUpdate.parse({ reference, status: draft.status, text: draft.text }));
  expect(preview.pages[0]?.html).toContain("EU-West");
  expect(preview.contradictions).toEqual([]);
  expect((await roomOf(reference)).told.publications).toEqual([]);
});

test("a password page needs one, and says to nobody what it is", async () => {
  const found = await refusal(aPage(admin, service, { audience: "password" }));
  expect(found.message).toContain("needs one");
  expect((await refusal(aPage(ada, service))).status).toBe(403);
  await aPage(admin, service);
  expect(await auditOf("status.create-page")).toHaveLength(1);
  expect(await db().statusPage.count()).toBe(1);
});
