import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { auditOf, somebody } from "#server/auth/testing/people.ts";
import { changeOrganisation, organisationSettings, readOrganisation } from "./index.ts";

describe("the organisation's settings", () => {
  it("are the defaults until somebody changes them, then what was changed, with a row that says what", async () => {
    const admin = await somebody("admin", { name: "Ada" });
    expect(await readOrganisation(admin.ctx)).toEqual({ settings: DEFAULT_SETTINGS, version: 0, updatedAt: null, updatedBy: null });
    const settings = { ...DEFAULT_SETTINGS, name: "Acme", phaseLabels: { triage: "New" } };
    const changed = await changeOrganisation(admin.ctx, { version: 0, settings });
    expect(changed).toMatchObject({ settings, version: 1, updatedBy: "Ada" });
    expect(await organisationSettings()).toEqual(settings);
    expect((await auditOf("settings.organisation")).map(({ detail }) => detail)).toEqual([
      { name: { from: "Muster", to: "Acme" }, phaseLabels: { from: {}, to: { triage: "New" } } },
    ]);
  });

  it("changed by somebody else meanwhile are a conflict with both values; the same wish is none", async () => {
    const [ada, bob] = [await somebody("admin", { name: "Ada" }), await somebody("admin")];
    const before = await readOrganisation(ada.ctx);
    await changeOrganisation(ada.ctx, { version: before.version, settings: { ...before.settings, currency: "EUR" } });
    await expect(changeOrganisation(bob.ctx, { version: before.version, settings: { ...before.settings, currency: "JPY" } })).rejects.toMatchObject({
      conflict: { field: "currency", yours: { currency: "JPY" }, theirs: { currency: "EUR" }, by: "Ada" },
    });
    const same = await changeOrganisation(bob.ctx, { version: before.version, settings: { ...before.settings, currency: "EUR" } });
    expect(same.version).toBe(before.version + 1);
  });

  it("made by two at once are made by one", async () => {
    const { ctx } = await somebody("admin");
    const { version, settings } = await readOrganisation(ctx);
    const outcomes = await Promise.allSettled(["A", "B", "C"].map((name) => changeOrganisation(ctx, { version, settings: { ...settings, name } })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await readOrganisation(ctx)).version).toBe(version + 1);
  });

  it("that contradict themselves are refused with the place", async () => {
    const { ctx } = await somebody("admin");
    const { version, settings } = await readOrganisation(ctx);
    const role = { key: "commander", label: "Boss", isMany: false, duties: "" };
    await expect(changeOrganisation(ctx, { version, settings: { ...settings, customRoles: [role] } })).rejects.toMatchObject({
      issues: [{ path: "customRoles.0.key" }],
    });
  });

  it("name internal hosts only by somebody who has just proved who they are", async () => {
    const [stale, fresh] = [await somebody("admin", { isProved: false }), await somebody("admin")];
    const { version, settings } = await readOrganisation(stale.ctx);
    const wish = { version, settings: { ...settings, allowedHosts: ["grafana.internal:3000"] } };
    await expect(changeOrganisation(stale.ctx, wish)).rejects.toMatchObject({ code: "step_up_required" });
    const changed = await changeOrganisation(fresh.ctx, wish);
    expect(changed.settings.allowedHosts).toEqual(["grafana.internal:3000"]);
    const other = { ...changed.settings, currency: changed.settings.currency === "EUR" ? "JPY" : "EUR" };
    expect(await changeOrganisation(stale.ctx, { version: changed.version, settings: other })).toMatchObject({ version: changed.version + 1 });
  });

  it("are read by everybody and changed by administrators", async () => {
    const { ctx } = await somebody("responder");
    const { version, settings } = await readOrganisation(ctx);
    await expect(changeOrganisation(ctx, { version, settings: { ...settings, name: "Mine" } })).rejects.toMatchObject({ code: "forbidden" });
  });
});
