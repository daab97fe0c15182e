import { beforeEach, describe, expect, test } from "vitest";
import { AssignRole, ChangeAssignment, ChangeStatus, type DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { CheckFirstRoles, SuggestRoles } from "#lib/contracts/role-suggestion.ts";
import { CreateTeam, SetTeamMember } from "#lib/contracts/team.ts";
import { changeStatus } from "#server/incidents/index.ts";
import { anonymousCtx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { createTeam, setTeamMember } from "#server/teams/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, fingerprint, refusal } from "#server/testing/incident.ts";
import { assignRole, changeAssignment, checkFirstRoles, suggestRoles } from "./index.ts";

const DAY_MS = 86_400_000;

let ada: Someone;
let bo: Someone;
let cy: Someone;
let dee: Someone;
let service: string;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  cy = await testPerson({ name: "Cy" });
  dee = await testPerson({ name: "Dee" });
  service = await aService("Checkout");
  await owned(service, "Shop", [ada, bo]);
});

async function owned(id: string, name: string, members: Someone[]): Promise<void> {
  const team = (await createTeam(ada, CreateTeam.parse({ name }))).id;
  for (const { person } of members) await setTeamMember(ada, SetTeamMember.parse({ id: team, person: person.id }));
  await db().service.update({ where: { id }, data: { teamId: team } });
}

async function had(role: string, who: Someone, more: Partial<DeclareIncident> = {}, by = ada): Promise<string> {
  const reference = await anIncident(by, more);
  const { id } = await assignRole(by, AssignRole.parse({ reference, role, user: who.person.id }));
  await changeAssignment(who, ChangeAssignment.parse({ reference, id, state: "active" }));
  return reference;
}

const closed = { kind: "retrospective", phase: "closed", startedAt: "2026-01-01T00:00:00Z", resolvedAt: "2026-01-01T01:00:00Z" } as const;
const suggested = async (asker: Parameters<typeof suggestRoles>[0] = ada, services = [service]) =>
  (await suggestRoles(asker, SuggestRoles.parse({ services }))).map(({ role, person, why }) => [role, person?.name ?? null, why]);
const whoIs = async (role: string, asker = ada) => (await suggested(asker)).find(([key]) => key === role)?.[1];

describe("suggestions", () => {
  test("name an expert of the owning team and those who had the other roles, with the reasons", async () => {
    for (let times = 0; times < 2; times += 1) await had("communications", cy, closed);
    await had("scribe", dee, closed);
    await had("subject-expert", bo);
    expect(await suggested()).toEqual([
      ["communications", "Cy", "had communications in 2 incidents of the last 180 days"],
      ["scribe", "Dee", "was scribe in 1 incident of the last 180 days"],
      ["subject-expert", "Bo", "owns Checkout with Shop, was subject expert in 1 incident of the last 180 days, has 1 role in open incidents now"],
    ]);
  });

  test("leave out who asks, viewers and people who left, and say what stays open", async () => {
    await had("communications", cy, closed);
    await had("scribe", dee, closed);
    await db().user.update({ where: { id: cy.person.id }, data: { role: "viewer" } });
    await db().user.updateMany({ where: { id: { in: [dee.person.id, bo.person.id] } }, data: { deactivatedAt: new Date() } });
    expect(await suggested()).toEqual([
      ["communications", null, "nobody else here had communications in the last 180 days"],
      ["scribe", null, "nobody else here was scribe in the last 180 days"],
      ["subject-expert", null, "nobody else in Shop can be asked"],
    ]);
    expect(await whoIs("subject-expert", dee)).toBe("Ada");
  });

  test("count neither what was only asked for, nor tests, nor what is longer ago", async () => {
    await assignRole(ada, AssignRole.parse({ reference: await anIncident(ada), role: "communications", user: cy.person.id }));
    await had("communications", dee, { kind: "test" });
    expect(await whoIs("communications")).toBeNull();
    await had("communications", dee, closed);
    await shiftClock(179 * DAY_MS);
    expect(await whoIs("communications")).toBe("Dee");
    await shiftClock(181 * DAY_MS);
    expect(await whoIs("communications")).toBeNull();
  });

  test("prefer whoever is less busy now, until the incident is over", async () => {
    for (const who of [cy, dee]) await had("communications", who, closed);
    expect(await whoIs("communications")).toBe("Cy");
    const reference = await had("deputy", cy);
    expect(await whoIs("communications")).toBe("Dee");
    await changeStatus(ada, ChangeStatus.parse({ reference, to: "resolved", summary: "Over", hasNoImpact: true }));
    expect(await whoIs("communications")).toBe("Cy");
  });

  test("do not let a private incident be seen by what they count", async () => {
    await had("communications", cy, { ...closed, visibility: "private", members: [cy.person.id] });
    await had("deputy", bo, { visibility: "private", members: [bo.person.id] });
    const seen = await suggested();
    expect(seen[0]).toEqual(["communications", "Cy", "had communications in 1 incident of the last 180 days"]);
    expect(seen[2]).toEqual(["subject-expert", "Bo", "owns Checkout with Shop, has 1 role in open incidents now"]);
    const outside = await testPerson({ role: "admin" });
    expect(await suggested(outside)).toEqual([
      ["communications", null, "nobody else here had communications in the last 180 days"],
      ["scribe", "Bo", "owns Checkout with Shop"],
      ["subject-expert", "Ada", "owns Checkout with Shop"],
    ]);
    expect((await suggested(systemCtx()))[0]?.[1]).toBe("Cy");
  });

  test("of an unknown service are refused, of an archived team there are none, and nobody gets any who is not signed in", async () => {
    expect((await refusal(suggested(ada, ["01900000-0000-7000-8000-000000000999"]))).code).toBe("not_found");
    expect((await refusal(suggested(anonymousCtx()))).code).toBe("not_signed_in");
    await db().team.updateMany({ data: { archivedAt: new Date() } });
    expect((await suggested()).at(-1)).toEqual(["subject-expert", null, "no team owns Checkout"]);
  });
});

describe("roles that are to be given with a declaration", () => {
  const refused = async (input: object) => (await refusal(checkFirstRoles(ada, CheckFirstRoles.parse(input)))).message;
  const role = (key: string, who: Someone) => ({ role: key, user: who.person.id });

  test("are checked as giving them would, and nothing changes", async () => {
    const viewer = await testPerson({ role: "viewer", name: "Vi" });
    const before = await fingerprint();
    expect(
      await checkFirstRoles(ada, CheckFirstRoles.parse({ roles: [role("scribe", bo), role("subject-expert", bo), role("subject-expert", cy)] })),
    ).toEqual({
      count: 3,
    });
    expect(await refused({ roles: [role("king", bo)] })).toContain("There is no role king. The roles are: commander");
    expect(await refused({ roles: [role("scribe", viewer)] })).toContain("Vi is a viewer");
    expect(await refused({ roles: [{ role: "scribe", user: "01900000-0000-7000-8000-000000000999" }] })).toContain("There is no active person");
    expect(await refused({ roles: [role("scribe", bo), role("scribe", cy)] })).toBe(
      "Only one can be Scribe, and both Bo and Cy are named. Choose one.",
    );
    expect(await refused({ roles: [role("commander", bo)] })).toContain("Ada commands the incident");
    expect(await refused({ roles: [role("scribe", bo)], visibility: "private", members: [cy.person.id] })).toContain("Bo is not named on it");
    expect((await refusal(checkFirstRoles(viewer, CheckFirstRoles.parse({ roles: [] })))).code).toBe("forbidden");
    expect(await fingerprint()).toEqual(before);
  });

  test("may name a commander where a script without a person declares", async () => {
    expect(await checkFirstRoles(systemCtx(), CheckFirstRoles.parse({ roles: [role("commander", bo)] }))).toEqual({ count: 1 });
  });
});
