import { beforeEach, describe, expect, test } from "vitest";
import { SavePolicy } from "#lib/contracts/escalation/commands.ts";
import { DEFAULT_RULES, FIRST_POSITIONS } from "#lib/contracts/escalation/default-policy.ts";
import { ArchivePolicy } from "#lib/contracts/escalation/policies.ts";
import type { Level, PolicyRules, Target } from "#lib/contracts/escalation/policy.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction } from "#server/platform/sql.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, refusal, roomOf } from "#server/testing/incident.ts";
import { archivePolicy, policyFor, readPolicies, readPolicyBook, removePosition, savePolicy, savePosition } from "./index.ts";

let admin: Someone;
let ada: Someone;

beforeEach(async () => {
  await resetDatabase();
  admin = await testPerson({ name: "Frank", role: "admin" });
  ada = await testPerson({ name: "Ada" });
  for (const [order, { key, name }] of FIRST_POSITIONS.entries()) await db().position.create({ data: { key, name, order, userId: ada.person.id } });
});

const level = (...targets: Target[]): Level => ({
  id: "first",
  title: "First",
  targets,
  triggers: [{ afterMinutes: 0, until: "acknowledged", severity: null, revenuePerHour: null }],
  needs: "one",
});
const rulesOf = (...levels: Level[]): PolicyRules => ({ ...DEFAULT_RULES, levels });
const input = (more: object = {}) => SavePolicy.parse({ id: null, version: 0, name: "Payments", rules: rulesOf(level({ kind: "admins" })), ...more });
const audited = async () => (await db().auditEntry.findMany({ orderBy: { seq: "asc" } })).map(({ action }) => action);
const means = (userId: string) =>
  db().contactMethod.create({
    data: { id: newId(), userId, kind: "webhook", label: "Phone", address: "https://sms.example.com", verifiedAt: new Date(), createdAt: new Date() },
  });
const pathsOf = (error: unknown) => (error instanceof InvalidError ? error.issues.map(({ path }) => path) : error);

describe("the book of policies", () => {
  test("has the one that comes with Muster until somebody stores a default, and exactly one default ever after", async () => {
    expect((await readPolicyBook(admin)).policies).toMatchObject([{ id: null, name: "Default ladder", isDefault: true, version: 0 }]);
    const first = await savePolicy(admin, input({ name: "Default ladder", rules: DEFAULT_RULES, isDefault: true }));
    await savePolicy(admin, input({ isDefault: true }));
    const { policies } = await readPolicyBook(admin);
    expect(policies.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ["Payments", true],
      ["Default ladder", false],
    ]);
    expect(first.warnings).toEqual([
      "On-Call Engineer: there is no on-call schedule yet, so nobody is on call",
      "Team Lead: no team has a lead yet",
      ...["Engineering Manager", "VP Engineering", "CTO"].map((title) => `${title}: Ada can be reached by nothing but the inbox`),
    ]);
    expect(await audited()).toEqual(["policy.create", "policy.create"]);
  });

  test("refuses to leave no default, a name twice, and whoever may not", async () => {
    const { id, version } = await savePolicy(admin, input({ isDefault: true }));
    expect((await refusal(savePolicy(admin, input({ id, version })))).message).toContain("One policy has to be the default");
    expect((await refusal(savePolicy(admin, input({ name: "PAYMENTS" })))).message).toContain("already");
    expect((await refusal(archivePolicy(admin, ArchivePolicy.parse({ id, version })))).message).toContain("default");
    expect((await refusal(savePolicy(ada, input({ name: "Mine" })))).code).toBe("forbidden");
    expect(await audited()).toEqual(["policy.create"]);
  });

  test("gives both values to whoever saves over somebody else's change", async () => {
    const { id, version } = await savePolicy(admin, input());
    await savePolicy(admin, input({ id, version, description: "Theirs" }));
    const error = await refusal(savePolicy(admin, input({ id, version, description: "Mine" })));
    expect(error).toBeInstanceOf(ConflictError);
    expect((error as ConflictError).conflict).toMatchObject({
      field: "description",
      yours: { description: "Mine" },
      theirs: { description: "Theirs" },
      by: "Frank",
    });
    const late = input({ name: "Default ladder", rules: DEFAULT_RULES, isDefault: true });
    await savePolicy(admin, late);
    expect(await refusal(savePolicy(admin, { ...late, description: "At the same time" }))).toBeInstanceOf(ConflictError);
  });

  test("says which policy pages for a service; archived, the default does, and its name is free", async () => {
    const [checkout, search] = [await aService("checkout"), await aService("search")];
    const payments = await savePolicy(admin, input({ services: [checkout, search] }));
    await savePolicy(admin, input({ name: "Search", services: [search] }));
    const named = async (id: string) => policyFor(await inTransaction(readPolicies), { policy: null, services: [{ id }] }).name;
    expect([await named(checkout), await named(search)]).toEqual(["Payments", "Search"]);
    const reference = await anIncident(ada, { services: [checkout] });
    expect((await roomOf(reference)).escalation?.policy?.name).toBe("Payments");
    const { version } = await archivePolicy(admin, ArchivePolicy.parse(payments));
    expect(await named(checkout)).toBe("Default ladder");
    expect((await roomOf(reference)).escalation?.policy?.name).toBe("Payments");
    await archivePolicy(admin, ArchivePolicy.parse({ id: payments.id, version, isArchived: false }));
    expect([await named(checkout), await named(search)]).toEqual(["Payments", "Search"]);
    await archivePolicy(admin, ArchivePolicy.parse({ id: payments.id, version: version + 1 }));
    await savePolicy(admin, input({ services: [checkout] }));
    expect(await named(checkout)).toBe("Payments");
  });
});

describe("a policy that would reach nobody", () => {
  test("is refused at each place, in words that say what to do", async () => {
    const team = await db().team.create({ data: { id: newId(), slug: "empty", name: "Empty" } });
    await db().position.update({ where: { key: "cto" }, data: { userId: null } });
    const gone = await testPerson({ name: "Gone" });
    await db().user.update({ where: { id: gone.person.id }, data: { deactivatedAt: new Date() } });
    const rules = rulesOf(
      { ...level(), id: "none" },
      level({ kind: "team", id: team.id }, { kind: "position", position: "cto" }, { kind: "user", id: gone.person.id }),
      { ...level({ kind: "channel", id: newId() }, { kind: "user", id: ada.person.id }, { kind: "schedule", id: newId() }), id: "third" },
    );
    const error = await refusal(savePolicy(admin, input({ rules })));
    expect(pathsOf(error)).toEqual([
      "rules.levels.0.targets",
      ...[0, 1, 2].map((n) => `rules.levels.1.targets.${n}`),
      ...[0, 1, 2].map((n) => `rules.levels.2.targets.${n}`),
    ]);
    const said = (error as InvalidError).issues.map(({ message }) => message);
    expect(said[2]).toBe("First: nobody holds the position CTO. Say who does, or choose somebody else.");
    expect(said[5]).toContain("Ada can be reached by nothing but the inbox");
    expect((await readPolicyBook(admin)).policies).toHaveLength(1);
  });

  test("is let through once the person has a verified means", async () => {
    const rules = rulesOf(level({ kind: "user", id: ada.person.id }));
    expect((await refusal(savePolicy(admin, input({ rules })))).code).toBe("invalid_input");
    await means(ada.person.id);
    const saved = await savePolicy(admin, input({ rules }));
    expect(saved.warnings).toEqual([]);
    expect((await readPolicyBook(admin)).people).toEqual([{ id: ada.person.id, name: "Ada", hasMeans: true }]);
  });

  test("may not have two levels of one key", async () => {
    const rules = rulesOf(level({ kind: "admins" }), level({ kind: "admins" }));
    expect(pathsOf(await refusal(savePolicy(admin, input({ rules }))))).toEqual(["rules.levels.1.id"]);
  });
});

describe("a position", () => {
  test("is made, held by somebody else, and refuses a stale change with both values", async () => {
    const made = await savePosition(admin, { key: "head-of-risk", version: 0, name: "Head of Risk", user: ada.person.id });
    expect(made).toMatchObject({ holder: { name: "Ada" }, version: 1 });
    const next = await savePosition(admin, { key: "head-of-risk", version: 1, name: "Head of Risk", user: null });
    expect(next.holder).toBeNull();
    const error = await refusal(savePosition(admin, { key: "head-of-risk", version: 1, name: "Risk", user: admin.person.id }));
    expect((error as ConflictError).conflict).toMatchObject({ yours: { name: "Risk" }, theirs: { name: "Head of Risk", user: null } });
    expect((await refusal(savePosition(admin, { key: "other", version: 0, name: "cto", user: null }))).message).toContain("already");
    expect(await audited()).toEqual(["position.create", "position.change"]);
  });

  test("stays while a policy names it, also the one that comes with Muster", async () => {
    expect((await refusal(removePosition(admin, { key: "cto" }))).message).toBe("Default ladder still pages CTO. Take it out of there first.");
    await removePosition(admin, { key: "customer-success" });
    expect((await readPolicyBook(admin)).positions.map(({ key }) => key)).toEqual(["engineering-manager", "vp-engineering", "cto", "product"]);
  });
});
