import { describe, expect, test } from "vitest";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { Fact } from "#lib/contracts/timeline.ts";
import { ADA, CHECKOUT, minutesPast, NOON } from "#lib/testing/room.ts";
import { decideDeclaration } from "./declaration.ts";

const settings = {
  ...DEFAULT_SETTINGS,
  customFields: [
    { key: "ticket", label: "Ticket", type: "link" as const, choices: [], appliesTo: ["real" as const] },
    { key: "area", label: "Area", type: "choice" as const, choices: ["web", "api"], appliesTo: ["real" as const, "drill" as const] },
  ],
};

function declare(input: DeclareIncident) {
  return decideDeclaration({
    reference: "INC-2026-1123-001",
    input: DeclareIncident.parse(input),
    services: [CHECKOUT],
    members: [],
    settings,
    now: NOON,
    by: ADA.name,
  });
}

describe("declaring", () => {
  test("with a severity begins the investigation and its update clock", () => {
    const fact = declare({ title: "Checkout fails", severity: "SEV1" });
    expect(fact).toMatchObject({ phase: "investigating", severity: "SEV1", nextUpdateDueAt: minutesPast(15), services: [CHECKOUT] });
    expect(Object.keys(fact.timestamps).toSorted()).toEqual(["acknowledgedAt", "declaredAt"]);
    expect(Fact.parse(fact)).toEqual(fact);
  });

  test("without one begins in triage, with nothing acknowledged and no update owed", () => {
    const fact = declare({ title: "Odd graph" });
    expect(fact).toMatchObject({ phase: "triage", severity: null, nextUpdateDueAt: null });
    expect(Object.keys(fact.timestamps)).toEqual(["declaredAt"]);
  });

  test("keeps the times that people gave, and says who gave them", () => {
    const fact = declare({ title: "Checkout fails", severity: "SEV2", startedAt: minutesPast(-20), detectedAt: minutesPast(-15) });
    expect(fact.timestamps.startedAt).toEqual({ at: minutesPast(-20), source: "manual", by: ADA.name });
    expect(fact.timestamps.declaredAt?.source).toBe("automatic");
  });

  test.each<[string, DeclareIncident, string]>([
    ["past triage without a severity", { title: "x", phase: "identified" }, "Choose a severity"],
    ["as resolved while it is real", { title: "x", severity: "SEV3", phase: "resolved", resolvedAt: NOON }, "Only a retrospective"],
    ["as merged", { title: "x", severity: "SEV3", phase: "merged" }, "cannot begin as merged"],
    ["as declined", { title: "x", phase: "declined" }, "cannot begin as declined"],
    ["after the fact without its beginning", { title: "x", severity: "SEV3", kind: "retrospective" }, "Say when it began"],
    [
      "after the fact as over without its end",
      { title: "x", severity: "SEV3", kind: "retrospective", startedAt: NOON, phase: "closed" },
      "Say when it was resolved",
    ],
    ["with a beginning in the future", { title: "x", severity: "SEV3", startedAt: minutesPast(20) }, "future"],
    ["with impact and none of it", { title: "x", figures: { none: true, customers: 4 } }, "Keep one of them"],
    ["with a field that does not exist", { title: "x", fields: { colour: "red" } }, "no such field"],
    ["with a field of another kind of incident", { title: "x", kind: "drill", fields: { ticket: "https://t.example.com/1" } }, "does not apply"],
    ["with a choice that is none", { title: "x", fields: { area: "moon" } }, "web, api"],
  ])("%s is refused", (_, input, words) => {
    expect(() => declare(input)).toThrow(words);
  });

  test("after the fact begins anywhere, owes no update and acknowledges nothing", () => {
    const fact = declare({
      title: "x",
      severity: "SEV3",
      kind: "retrospective",
      phase: "closed",
      startedAt: minutesPast(-90),
      resolvedAt: minutesPast(-30),
    });
    expect(fact).toMatchObject({ phase: "closed", nextUpdateDueAt: null });
    expect(fact.timestamps).toMatchObject({ resolvedAt: { at: minutesPast(-30), source: "manual" }, closedAt: { at: NOON, source: "automatic" } });
    expect(fact.timestamps.acknowledgedAt).toBeUndefined();
    expect(declare({ title: "x", severity: "SEV3", kind: "retrospective", startedAt: NOON }).nextUpdateDueAt).toBeNull();
  });

  test("leaves out empty fields", () => {
    expect(declare({ title: "x", fields: { area: " web ", ticket: "" } }).fields).toEqual({ area: "web" });
  });
});
