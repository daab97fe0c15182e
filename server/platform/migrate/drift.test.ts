import { expect, test } from "vitest";
import { driftOf } from "./drift.ts";

const described = new Map([
  ["column incident.title", "text not null"],
  ["table presence", "r p"],
]);

test("the same on both sides is no drift", () => {
  expect(driftOf({ migrated: new Map(described), described, beyond: [] })).toEqual([]);
});

test("a column without a migration, an altered one and one unknown to the schema are each named", () => {
  const migrated = new Map([
    ["column incident.title", "text"],
    ["index incident.open", "CREATE INDEX …"],
  ]);
  expect(driftOf({ migrated, described, beyond: [] })).toEqual([
    expect.stringMatching(/^column incident.title is "text" after the migrations/),
    expect.stringMatching(/^table presence is in prisma\/schema, but no migration makes it/),
    expect.stringMatching(/^index incident.open .* prisma\/schema does not have it/),
  ]);
});

test("what raw SQL adds or alters on purpose is allowed, and missed when it is lost", () => {
  const migrated = new Map([...described, ["table presence", "r u"], ["trigger incident.guard", "CREATE TRIGGER …"]]);
  const beyond = ["table presence", "trigger incident.guard"];
  expect(driftOf({ migrated, described, beyond })).toEqual([]);
  expect(driftOf({ migrated: new Map(described), described, beyond })).toHaveLength(2);
});
