import { beforeEach, describe, expect, test } from "vitest";
import { CreateKey } from "#lib/contracts/key.ts";
import { auditOf } from "#server/auth/testing/people.ts";
import { createKey } from "#server/keys/index.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { addOverride, calendarOf, changeSchedule, createFeed, listFeeds, revokeFeed } from "./index.ts";
import { aLayer, aScene, type Scene, setClock } from "./testing/scene.ts";

let scene: Scene;
beforeEach(async () => {
  await resetDatabase();
  scene = await aScene();
});

const tokenOf = ({ path }: { path: string }) => /\/api\/oncall\/([\w-]{43})\.ics$/.exec(path)?.[1] ?? "";
const read = async (token: string) => (await calendarOf(token)) ?? "";
/** The events as RFC 5545 has them: lines unfolded, then fields. */
function eventsOf(text: string): Record<string, string>[] {
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  return lines
    .join("\n")
    .split("BEGIN:VEVENT\n")
    .slice(1)
    .map((block) => Object.fromEntries(block.split("\n").map((line) => [line.split(/[:;]/)[0], line.slice(line.indexOf(":") + 1)])));
}

describe("a calendar", () => {
  test("of one's own has one's shifts, in UTC, each with a name that stays", async () => {
    const token = tokenOf(await createFeed(scene.bo, { schedule: null }));
    const first = eventsOf(await read(token));
    expect(first.find(({ DTSTART }) => DTSTART === "20260302T090000Z")).toMatchObject({ DTEND: "20260303T090000Z", SUMMARY: "On call: Payments" });
    expect(first.some(({ DTSTART }) => DTSTART === "20260303T090000Z")).toBe(false);
    await setClock("2026-03-20T07:30:00.000Z");
    const later = eventsOf(await read(token));
    const uids = (some: typeof first) => new Map(some.map(({ UID, DTSTART }) => [DTSTART, UID]));
    const [before, after] = [uids(first), uids(later)];
    expect([...before].filter(([start]) => after.has(start)).every(([start, uid]) => after.get(start) === uid)).toBe(true);
    expect(new Set(later.map(({ UID }) => UID)).size).toBe(later.length);
    expect(later.length).toBeGreaterThan(60);
  });

  test("of a schedule has everybody's, escaped and folded as RFC 5545 wants", async () => {
    const name = `Zahlung, Kasse; Rückgabe \\ „Ärger“ ${"äöü".repeat(20)}`;
    await changeSchedule(scene.admin, { id: scene.schedule, version: 1, change: { name } });
    await addOverride(scene.stranger, {
      schedule: scene.schedule,
      person: scene.stranger.person.id,
      from: "2026-03-03T13:00:00.000Z",
      to: "2026-03-03T17:00:00.000Z",
      reason: "Dentist, then; lunch",
    });
    const text = await read(tokenOf(await createFeed(scene.viewer, { schedule: scene.schedule })));
    expect(text.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const events = eventsOf(text);
    const escaped = name.replaceAll("\\", "\\\\").replaceAll(",", "\\,").replaceAll(";", "\\;");
    expect(events.find(({ DTSTART }) => DTSTART === "20260303T130000Z")).toMatchObject({
      DTEND: "20260303T170000Z",
      SUMMARY: `Sam: ${escaped}`,
      DESCRIPTION: expect.stringContaining("Dentist\\, then\\; lunch"),
    });
    expect(events.filter(({ DTSTART }) => DTSTART === "20260303T090000Z" || DTSTART === "20260303T170000Z").map(({ SUMMARY }) => SUMMARY)).toEqual([
      `Ada: ${escaped}`,
      `Ada: ${escaped}`,
    ]);
  });

  test("keeps the beginning of a long shift that is going on", async () => {
    const layers = [aLayer([scene.ada.person.id, scene.bo.person.id], { rotation: { every: 26, unit: "week" }, startsOn: "2025-12-01" })];
    await changeSchedule(scene.admin, { id: scene.schedule, version: 1, change: { layers } });
    const [event] = eventsOf(await read(tokenOf(await createFeed(scene.ada, { schedule: null }))));
    expect(event).toMatchObject({ DTSTART: "20251201T090000Z", DTEND: "20260601T090000Z" });
  });

  test("is read by its address alone until that is revoked or its owner leaves; only its hash is stored", async () => {
    const { id, path } = await createFeed(scene.ada, { schedule: null });
    const token = tokenOf({ path });
    expect(JSON.stringify(await db().oncallFeed.findMany())).not.toContain(token);
    expect(await listFeeds(scene.ada)).toMatchObject([{ id, schedule: null, readAt: null }]);
    await read(token);
    expect((await listFeeds(scene.ada))[0]?.readAt).not.toBeNull();
    expect(await listFeeds(scene.bo)).toEqual([]);
    await expect(revokeFeed(scene.bo, { id })).rejects.toMatchObject({ code: "not_found" });
    await revokeFeed(scene.ada, { id });
    expect(await calendarOf(token)).toBeNull();
    await expect(revokeFeed(scene.ada, { id })).rejects.toMatchObject({ code: "not_found" });
    const other = tokenOf(await createFeed(scene.ada, { schedule: scene.schedule }));
    await db().user.update({ where: { id: scene.ada.person.id }, data: { deactivatedAt: new Date() } });
    expect(await calendarOf(other)).toBeNull();
    expect(await calendarOf("x".repeat(43))).toBeNull();
    for (const action of ["oncall.feed.create", "oncall.feed.revoke"]) expect(await auditOf(action, id)).toHaveLength(1);
  });

  test("is made by people who are signed in, not by keys", async () => {
    const { id } = await createKey(scene.ada, CreateKey.parse({ name: "Script", scopes: [] }));
    const ctx = { ...scene.ada, key: { id, name: "Script", role: "responder" as const, scopes: [] } };
    await expect(createFeed(ctx, { schedule: null })).rejects.toMatchObject({ code: "forbidden" });
  });
});
