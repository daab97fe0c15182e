import { describe, expect, test } from "vitest";
import { deadlinesOf } from "#lib/contracts/deadlines-of.ts";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { ADA, anAssignment, aRoom, BO, CY, idOf, minutesPast } from "#lib/testing/room.ts";
import { backoffSeconds, expiryOf } from "./expiry-rules.ts";

const commander = anAssignment();
const now = minutesPast(31);

function missed(kind: string, changes: Parameters<typeof aRoom>[0], fired = 0) {
  const room = aRoom(changes);
  const deadline = deadlinesOf(room).find((one) => one.kind === kind);
  if (!deadline) throw new Error(`The room has no ${kind}.`);
  return { room, deadline, fired, settings: DEFAULT_SETTINGS, now };
}

describe("an update that is overdue", () => {
  const communications = anAssignment({ id: idOf(101), role: "communications", person: BO });

  test("is told to whoever owes it and to the commander, and again after half an interval", () => {
    const expiry = expiryOf(missed("update_due", { assignments: [commander, communications] }));
    expect(expiry.facts).toMatchObject([{ kind: "deadline", event: "expired", tells: [BO, ADA] }]);
    expect(expiry.againAt).toBe(minutesPast(31 + 15));
  });

  test("is told once to a commander who owes it", () => {
    expect(expiryOf(missed("update_due", { assignments: [commander] })).facts).toMatchObject([{ tells: [ADA] }]);
  });

  test("is a reminder the second time, and the last", () => {
    const expiry = expiryOf(missed("update_due", { assignments: [commander] }, 1));
    expect(expiry).toMatchObject({ facts: [{ event: "reminded" }], againAt: null });
  });

  test("is not told again where the severity owes none any more", () => {
    const settings = structuredClone(DEFAULT_SETTINGS);
    settings.severities.SEV2.cadenceMinutes = null;
    expect(expiryOf({ ...missed("update_due", {}), settings }).againAt).toBeNull();
  });
});

test("a question that nobody answered is told to those who command, else to all on the incident", () => {
  const asked = anAssignment({ id: idOf(102), role: "scribe", person: CY, state: "paged" });
  expect(expiryOf(missed("role_asked", { assignments: [commander, asked] })).facts).toMatchObject([{ tells: [ADA] }]);
  expect(expiryOf(missed("role_asked", { assignments: [asked], watchers: [BO] })).facts).toMatchObject([{ tells: [CY, BO] }]);
});

test("a default that keeps failing is tried less and less often, and at least every ten minutes", () => {
  expect([0, 1, 2, 3].map(backoffSeconds)).toEqual([5, 10, 20, 40]);
  expect(backoffSeconds(1_000)).toBe(600);
});
