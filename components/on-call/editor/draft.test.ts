import { describe, expect, test } from "vitest";
import { ScheduleLayer } from "#lib/contracts/oncall.ts";
import { onCallAt } from "#lib/oncall/index.ts";
import { emptyLayer, firstDraft, layersOf, previewOf, reordered } from "./draft.ts";

let made = 0;
const newId = () => `0193a7a0-0000-7000-8000-${String(++made).padStart(12, "0")}`;
const start = { zone: "Europe/Vienna", today: "2026-03-02", newId };
const [ada, bo] = [newId(), newId()];
const team = {
  id: newId(),
  slug: "payments",
  name: "Payments",
  description: "",
  isArchived: false,
  services: [],
  members: [
    { id: ada, name: "Ada", handle: "ada", isLead: true },
    { id: bo, name: "Bo", handle: "bo", isLead: false },
  ],
};
const nothing = { id: "", slug: "", name: "", zone: "UTC", layers: [], overrides: [], people: [] };

describe("a draft", () => {
  test("of a team has its members take turns each week, as the server takes it", () => {
    const draft = firstDraft({ ...start, team });
    expect(draft).toMatchObject({ name: "Payments", team: team.id, zone: "Europe/Vienna" });
    expect(ScheduleLayer.array().parse(layersOf(draft))).toMatchObject([
      { name: "Primary", people: [ada, bo], rotation: { every: 1, unit: "week" } },
    ]);
  });

  test("shows who would be on call, and passes over layers that are not complete", () => {
    const draft = firstDraft({ ...start, team });
    const half = { ...emptyLayer(start, "Nights"), every: "" };
    const preview = previewOf({ ...draft, layers: [...draft.layers, half] }, nothing);
    expect(onCallAt(preview, "2026-03-04T12:00:00.000Z")?.name).toBe("Ada");
    expect(onCallAt(preview, "2026-03-10T12:00:00.000Z")?.name).toBe("Bo");
  });

  test("knows that somebody of a saved schedule has left", () => {
    const people = [{ id: ada, name: "Ada", isActive: false, zone: null }];
    expect(onCallAt(previewOf(firstDraft({ ...start, team }), { ...nothing, people }), "2026-03-04T12:00:00.000Z")).toBeNull();
  });
});

test("an item of a list moves to another place, and nowhere beyond its ends", () => {
  expect(reordered(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(reordered(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
  expect(reordered(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(reordered(["a", "b"], 1, 2)).toEqual(["a", "b"]);
});
