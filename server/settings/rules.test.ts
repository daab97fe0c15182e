import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { changedParts, settingsProblems } from "./rules.ts";

const role = { key: "legal", label: "Legal", isMany: false, duties: "" };
const field = { key: "region", label: "Region", type: "choice" as const, choices: ["EU", "US"], appliesTo: ["real" as const] };

describe("settings", () => {
  it("are in order by default", () => {
    expect(settingsProblems(DEFAULT_SETTINGS)).toEqual([]);
  });

  it("may not define a role twice, nor one that is built in", () => {
    expect(settingsProblems({ ...DEFAULT_SETTINGS, customRoles: [role, role] })).toMatchObject([{ path: "customRoles.1.key" }]);
    expect(settingsProblems({ ...DEFAULT_SETTINGS, customRoles: [{ ...role, key: "commander" }] })).toMatchObject([{ path: "customRoles.0.key" }]);
  });

  it("may not define a field twice, nor choices that are none or the same", () => {
    expect(settingsProblems({ ...DEFAULT_SETTINGS, customFields: [field, field] })).toMatchObject([{ path: "customFields.1.key" }]);
    expect(settingsProblems({ ...DEFAULT_SETTINGS, customFields: [{ ...field, choices: [] }] })).toMatchObject([{ path: "customFields.0.choices" }]);
    expect(settingsProblems({ ...DEFAULT_SETTINGS, customFields: [{ ...field, choices: ["EU", "EU"] }] })).toMatchObject([
      { path: "customFields.0.choices" },
    ]);
  });

  it("may only rename phases that exist", () => {
    expect(settingsProblems({ ...DEFAULT_SETTINGS, phaseLabels: { triage: "New", lunch: "Lunch" } })).toMatchObject([{ path: "phaseLabels.lunch" }]);
  });

  it("differ only where values differ, not where keys stand in another order", () => {
    const severities = Object.fromEntries(Object.entries(DEFAULT_SETTINGS.severities).reverse()) as typeof DEFAULT_SETTINGS.severities;
    expect(changedParts(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, severities })).toEqual([]);
    expect(changedParts(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, severities, name: "Acme", currency: "EUR" })).toEqual(["name", "currency"]);
  });
});
