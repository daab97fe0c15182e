import { beforeEach, describe, expect, test } from "vitest";
import {
  AddLink,
  ChangeServices,
  ChangeSeverity,
  EditIncident,
  PostUpdate,
  RemoveLink,
  SetField,
  SetFigures,
  SetTimestamp,
  WatchIncident,
} from "#lib/contracts/incident-commands.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { ORGANISATION_KEY } from "#server/settings/index.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, kindsOf, logOf, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import * as incidents from "./index.ts";

beforeEach(resetDatabase);

const minute = 60_000;
const soon = (at: string | null, from: string) => Math.round((Date.parse(at ?? "") - Date.parse(from)) / minute);

describe("editing title and summary", () => {
  test("two editors of one field: the second gets both values, who, and when, and nothing is saved", async () => {
    const [ada, bo] = [await testPerson({ name: "Ada" }), await testPerson({ name: "Bo" })];
    const reference = await anIncident(ada);
    const edit = (to: string) => EditIncident.parse({ reference, title: { to, expected: "Checkout fails" }, summary: { to: `by ${to}` } });
    await incidents.editIncident(ada, edit("Payments fail"));
    const refused = await refusal(incidents.editIncident(bo, edit("Shop fails")));
    expect(refused.code).toBe("conflict");
    expect((refused as ConflictError).conflict).toMatchObject({ field: "title", yours: "Shop fails", theirs: "Payments fail", by: "Ada" });
    expect(await roomOf(reference)).toMatchObject({ title: "Payments fail", summary: "by Payments fail" });
    await incidents.editIncident(bo, EditIncident.parse({ reference, title: { to: "Shop fails", expected: "Payments fail" } }));
    expect((await roomOf(reference)).title).toBe("Shop fails");
  });

  test("a conflict names who changed that field, not who changed another one later", async () => {
    const [ada, bo] = [await testPerson({ name: "Ada" }), await testPerson({ name: "Bo" })];
    const reference = await anIncident(ada);
    await incidents.editIncident(ada, EditIncident.parse({ reference, title: { to: "A" } }));
    await incidents.editIncident(bo, EditIncident.parse({ reference, summary: { to: "B" } }));
    const refused = await refusal(incidents.editIncident(bo, EditIncident.parse({ reference, title: { to: "C", expected: "Checkout fails" } })));
    expect((refused as ConflictError).conflict?.by).toBe("Ada");
  });

  test("what is there already records nothing, even for an editor who saw something older", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada);
    const before = await storedIncident(reference);
    expect(await incidents.editIncident(ada, EditIncident.parse({ reference, title: { to: " Checkout  fails ", expected: "Old" } }))).toEqual({
      seq: before.lastSeq,
    });
    expect((await storedIncident(reference)).lastSeq).toBe(before.lastSeq);
  });

  test("many at once on one field leave exactly one winner", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => testPerson()));
    const reference = await anIncident(people[0] ?? (await testPerson()));
    const edits = people.map((person, index) =>
      incidents.editIncident(person, EditIncident.parse({ reference, title: { to: `Title ${index}`, expected: "Checkout fails" } })),
    );
    const outcomes = await Promise.allSettled(edits);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(ConflictError);
  });
});

describe("custom fields", () => {
  beforeEach(async () => {
    const fields = [
      { key: "area", label: "Area", type: "choice", choices: ["web", "api"], appliesTo: ["real"] },
      { key: "cost", label: "Cost", type: "number", choices: [], appliesTo: ["drill"] },
    ];
    await db().setting.create({ data: { key: ORGANISATION_KEY, value: { customFields: fields }, updatedAt: new Date() } });
  });

  test("are set, changed and cleared by the organisation's definition", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, { fields: { area: "web" } });
    const set = (to: string | null, expected?: string | null) => incidents.setField(ada, SetField.parse({ reference, key: "area", to, expected }));
    await set("api", "web");
    expect((await roomOf(reference)).fields).toEqual({ area: "api" });
    expect((await refusal(set("web", "web"))).code).toBe("conflict");
    expect((await refusal(set("moon"))).message).toBe("Area is one of: web, api.");
    await set("");
    expect((await roomOf(reference)).fields).toEqual({});
    expect((await refusal(set("web", "api"))).code).toBe("conflict");
    await set("web", null);
    expect((await refusal(incidents.setField(ada, SetField.parse({ reference, key: "cost", to: "1" })))).message).toContain("does not apply");
  });
});

describe("severity", () => {
  test("is set in triage without a reason, changed with one, and starts the clock at its pace", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, { severity: null });
    const change = (to: "SEV1" | "SEV2" | "SEV3", rest: object = {}) =>
      incidents.changeSeverity(ada, ChangeSeverity.parse({ reference, to, ...rest }));
    await change("SEV3", { expected: null, rule: "Some users are affected" });
    const first = (await logOf(reference)).at(-1);
    expect(soon((await roomOf(reference)).nextUpdateDueAt, first?.recordedAt ?? "")).toBe(120);
    expect((await roomOf(reference)).phase).toBe("triage");
    expect((await refusal(change("SEV1"))).code).toBe("missing_reason");
    expect((await refusal(change("SEV3", { reason: "x" }))).code).toBe("already_done");
    expect((await refusal(change("SEV1", { reason: "x", expected: "SEV2" }))).code).toBe("conflict");
    await shiftClock(10 * minute);
    await change("SEV1", { reason: "Everybody now" });
    const last = (await logOf(reference)).at(-1);
    expect(last?.fact).toMatchObject({ kind: "severity", from: "SEV3", to: "SEV1", reason: "Everybody now", rule: null });
    expect(soon((await roomOf(reference)).nextUpdateDueAt, last?.recordedAt ?? "")).toBe(15);
    expect((await roomOf(reference)).severities).toHaveLength(2);
  });
});

describe("updates", () => {
  test("start the clock again, and may move the incident by the same rules", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada);
    await shiftClock(25 * minute);
    await incidents.postUpdate(ada, PostUpdate.parse({ reference, text: "Found it", phase: "identified" }));
    const [status, update] = (await logOf(reference)).slice(-2);
    expect([status?.fact.kind, update?.fact.kind]).toEqual(["status", "update"]);
    const room = await roomOf(reference);
    expect(room).toMatchObject({ phase: "identified", lastUpdate: { text: "Found it" } });
    expect(soon(room.nextUpdateDueAt, update?.recordedAt ?? "")).toBe(30);
    const back = PostUpdate.parse({ reference, text: "Not it", phase: "investigating" });
    expect((await refusal(incidents.postUpdate(ada, back))).code).toBe("missing_reason");
    expect((await roomOf(reference)).lastUpdate?.text).toBe("Found it");
  });

  test("on an incident that is over owe no next one", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, {
      severity: "SEV4",
      kind: "retrospective",
      phase: "closed",
      startedAt: "2026-01-01T00:00:00Z",
      resolvedAt: "2026-01-01T01:00:00Z",
    });
    await incidents.postUpdate(ada, PostUpdate.parse({ reference, text: "Final words" }));
    expect((await roomOf(reference)).nextUpdateDueAt).toBeNull();
  });
});

describe("impact figures", () => {
  test("are checked value by value: others may change at the same time", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, { figures: { customers: 10 } });
    const set = (figures: object, expected?: object) => incidents.setFigures(ada, SetFigures.parse({ reference, figures, expected }));
    await set({ usersPercent: 15 }, { usersPercent: null });
    await set({ customers: 20, regions: ["eu"] }, { customers: 10, regions: [] });
    expect((await roomOf(reference)).figures).toMatchObject({ usersPercent: 15, customers: 20, regions: ["eu"] });
    const refused = await refusal(set({ customers: 30 }, { customers: 10 }));
    expect((refused as ConflictError).conflict).toMatchObject({ field: "number of customers", yours: 30, theirs: 20 });
    expect((await refusal(set({ none: true }))).message).toContain("Keep one of them");
  });

  test("cannot deny recorded impact", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada);
    await incidents.openInterval(ada, { reference, level: "major", regions: [] });
    expect((await refusal(incidents.setFigures(ada, SetFigures.parse({ reference, figures: { none: true } })))).message).toContain(
      "Remove them first",
    );
  });
});

describe("times", () => {
  test("set by hand stay, are never in the future, and may stand in a wrong order", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada);
    const set = (name: string, to: string | null, expected?: string | null) =>
      incidents.setTimestamp(ada, SetTimestamp.parse({ reference, name, to, reason: "By the logs", expected }));
    await set("identifiedAt", "2026-01-01T10:00:00Z", null);
    await set("startedAt", "2026-01-01T11:00:00Z");
    expect((await roomOf(reference)).timestamps).toMatchObject({
      identifiedAt: { at: "2026-01-01T10:00:00.000Z", source: "manual", by: ada.person.name },
    });
    await incidents.changeStatus(ada, { reference, to: "identified" });
    expect((await roomOf(reference)).timestamps.identifiedAt?.source).toBe("manual");
    expect((await refusal(set("detectedAt", new Date(Date.now() + 3_600_000).toISOString()))).code).toBe("order_violation");
    expect((await refusal(set("startedAt", "2026-01-01T09:00:00Z", "2026-01-01T08:00:00Z"))).code).toBe("conflict");
    await set("startedAt", null);
    expect((await roomOf(reference)).timestamps.startedAt).toBeUndefined();
    expect((await refusal(set("declaredAt", null))).message).toContain("cannot be empty");
  });

  test("that the present phase rests on cannot be cleared", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, { summary: "x", figures: { none: true } });
    await incidents.changeStatus(ada, { reference, to: "resolved" });
    const clear = SetTimestamp.parse({ reference, name: "resolvedAt", to: null, reason: "x" });
    expect((await refusal(incidents.setTimestamp(ada, clear))).message).toContain("reopen the incident");
    await incidents.setTimestamp(ada, SetTimestamp.parse({ reference, name: "resolvedAt", to: "2026-01-01T00:00:00Z", reason: "x" }));
    expect((await db().incident.findUniqueOrThrow({ where: { reference } })).resolvedAt?.toISOString()).toBe("2026-01-01T00:00:00.000Z");
  });
});

describe("services, links and watchers", () => {
  test("services are added and taken off once, in state and in the tables beside it", async () => {
    const ada = await testPerson();
    const [one, two] = [await aService("checkout"), await aService("search")];
    const reference = await anIncident(ada, { services: [one] });
    const change = (add: string[], remove: string[]) => incidents.changeServices(ada, ChangeServices.parse({ reference, add, remove }));
    const { seq } = await change([one, two], []);
    expect(await change([two], [])).toEqual({ seq });
    await change([], [one]);
    expect((await roomOf(reference)).services.map(({ id }) => id)).toEqual([two]);
    expect((await db().incidentService.findMany()).map(({ serviceId }) => serviceId)).toEqual([two]);
    expect((await refusal(change([one], [one]))).code).toBe("invalid_input");
    await change([], [two]);
    expect(await db().incidentService.count()).toBe(0);
  });

  test("links get a kind and a label, and the same address stands once", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada);
    const first = await incidents.addLink(ada, AddLink.parse({ reference, url: "https://meet.google.com/abc-defg-hij" }));
    const again = await incidents.addLink(ada, AddLink.parse({ reference, url: "https://meet.google.com/abc-defg-hij", label: "Call" }));
    expect(again).toEqual(first);
    await incidents.addLink(ada, AddLink.parse({ reference, url: "https://example.com/x", kind: "dashboard", label: "Pool" }));
    expect((await roomOf(reference)).links).toMatchObject([
      { kind: "bridge", label: "meet.google.com · abc-defg-hij" },
      { kind: "dashboard", label: "Pool" },
    ]);
    await incidents.removeLink(ada, RemoveLink.parse({ reference, id: first.id }));
    expect((await refusal(incidents.removeLink(ada, RemoveLink.parse({ reference, id: first.id })))).code).toBe("not_found");
    expect((await roomOf(reference)).links).toHaveLength(1);
  });

  test("a viewer may watch, and stop", async () => {
    const [ada, viewer] = [await testPerson(), await testPerson({ role: "viewer" })];
    const reference = await anIncident(ada);
    const watch = (isWatching: boolean) => incidents.watchIncident(viewer, WatchIncident.parse({ reference, isWatching }));
    const { seq } = await watch(true);
    expect(await watch(true)).toEqual({ seq });
    expect(await db().incidentPerson.count({ where: { userId: viewer.person.id, isWatcher: true } })).toBe(1);
    await watch(false);
    expect(await db().incidentPerson.count({ where: { userId: viewer.person.id } })).toBe(0);
    expect(await kindsOf(reference, seq - 1)).toEqual(["watcher", "watcher"]);
  });

  test("no list of a room grows without end", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada);
    const { id, room } = await storedIncident(reference);
    const links = Array.from({ length: 500 }, (_, index) => ({
      id: `l${index}`,
      kind: "other" as const,
      label: "x",
      url: `https://example.com/${index}`,
    }));
    await db().incident.update({ where: { id }, data: { state: { ...room, links } } });
    expect((await refusal(incidents.addLink(ada, AddLink.parse({ reference, url: "https://example.com/new" })))).message).toContain(
      "at most 500 links",
    );
  });
});
