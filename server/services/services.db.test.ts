import { describe, expect, it } from "vitest";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { CreateService } from "#lib/contracts/service.ts";
import { auditOf, somebody } from "#server/auth/testing/people.ts";
import { declareIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { createTeam } from "#server/teams/index.ts";
import { archiveService, changeService, createService, listServices, readService, readServiceGraph } from "./index.ts";

const list = { includeArchived: false, limit: 50 };

function create(ctx: Ctx, name: string, rest: Partial<Parameters<typeof CreateService.parse>[0] & object> = {}) {
  return createService(ctx, CreateService.parse({ name, ...rest }));
}

describe("a service", () => {
  it("is kept with its team, objectives, money and dependencies, and leaves a row in the trail", async () => {
    const { ctx } = await somebody();
    const team = await createTeam(ctx, { name: `Payments ${newId()}`, description: "" });
    const database = await create(ctx, "Ledger database");
    const slos = [{ name: "Availability", objective: 0.9995, windowDays: 30 }];
    const { slug } = await create(ctx, "Payment API", { tier: 1, team: team.id, revenuePerMinute: 1234.56, slos, dependsOn: [database.id] });
    expect(slug).toBe("payment-api");
    expect(await readService(ctx, { slug })).toMatchObject({
      name: "Payment API",
      tier: 1,
      version: 1,
      team: { id: team.id },
      revenuePerMinute: 1234.56,
      slos,
      dependsOn: [{ slug: "ledger-database" }],
      dependents: [],
      cycles: [],
      openIncidents: 0,
    });
    expect((await readService(ctx, { slug: database.slug })).dependents).toMatchObject([{ slug }]);
    expect(await auditOf("service.create", slug)).toHaveLength(1);
  });

  it("gets a slug of its own when the name is taken, and refuses a slug that is", async () => {
    const { ctx } = await somebody();
    const slugs = await Promise.all([1, 2, 3].map(async () => (await create(ctx, "Search")).slug));
    expect(slugs.toSorted()).toEqual(["search", "search-2", "search-3"]);
    await expect(create(ctx, "Another", { slug: "search" })).rejects.toMatchObject({ code: "already_done" });
    expect((await create(ctx, "検索")).slug).toMatch(/^service/);
  });

  it("is changed by whoever saw its latest version; the other gets both values and nothing is lost", async () => {
    const [ada, bob] = [await somebody("responder", { name: "Ada" }), await somebody()];
    const { id, slug } = await create(ada.ctx, "Checkout");
    expect(await changeService(ada.ctx, { id, version: 1, change: { tier: 1, description: "Takes orders" } })).toEqual({ version: 2 });
    await expect(changeService(bob.ctx, { id, version: 1, change: { tier: 2 } })).rejects.toMatchObject({
      code: "conflict",
      conflict: { field: "tier", yours: { tier: 2 }, theirs: { tier: 1 }, by: "Ada" },
    });
    expect(await changeService(bob.ctx, { id, version: 1, change: { tier: 1 } })).toEqual({ version: 2 });
    expect(await changeService(bob.ctx, { id, version: 2, change: { tier: 2 } })).toEqual({ version: 3 });
    expect(await readService(bob.ctx, { slug })).toMatchObject({ tier: 2, description: "Takes orders", version: 3 });
    expect((await auditOf("service.change", slug)).map(({ detail }) => detail)).toMatchObject([
      { tier: { from: 3, to: 1 } },
      { tier: { from: 1, to: 2 } },
    ]);
  });

  it("cannot depend on itself or on nothing that exists", async () => {
    const { ctx } = await somebody();
    const { id } = await create(ctx, "Lonely");
    await expect(changeService(ctx, { id, version: 1, change: { dependsOn: [id] } })).rejects.toMatchObject({ issues: [{ path: "dependsOn" }] });
    await expect(changeService(ctx, { id, version: 1, change: { dependsOn: [newId()] } })).rejects.toMatchObject({ code: "not_found" });
    await expect(changeService(ctx, { id, version: 1, change: { team: newId() } })).rejects.toMatchObject({ code: "not_found" });
    expect((await db().service.findUniqueOrThrow({ where: { id } })).version).toBe(1);
  });

  it("may be part of a circle, which is shown", async () => {
    const { ctx } = await somebody();
    const [a, b, c] = [await create(ctx, "Circle A"), await create(ctx, "Circle B"), await create(ctx, "Circle C")];
    await changeService(ctx, { id: a.id, version: 1, change: { dependsOn: [b.id] } });
    await changeService(ctx, { id: b.id, version: 1, change: { dependsOn: [c.id] } });
    await changeService(ctx, { id: c.id, version: 1, change: { dependsOn: [a.id] } });
    expect((await readService(ctx, { slug: a.slug })).cycles.map((cycle) => cycle.toSorted())).toEqual([["Circle A", "Circle B", "Circle C"]]);
    const graph = await readServiceGraph(ctx);
    expect(graph.cycles.map((cycle) => cycle.toSorted())).toContainEqual([a.id, b.id, c.id].toSorted());
    expect(graph.edges).toContainEqual({ caller: a.id, callee: b.id });
  });

  it("that is archived leaves lists and the graph, and comes back", async () => {
    const { ctx } = await somebody();
    const { id, slug } = await create(ctx, "Retired gateway");
    const found = async (includeArchived: boolean) => (await listServices(ctx, { ...list, q: "retired gate", includeArchived })).items.length;
    await archiveService(ctx, { id, isArchived: true });
    expect([await found(false), await found(true)]).toEqual([0, 1]);
    expect((await readServiceGraph(ctx)).services.some((service) => service.id === id)).toBe(false);
    await archiveService(ctx, { id, isArchived: false });
    expect(await found(false)).toBe(1);
    expect(await auditOf("service.archive", slug)).toHaveLength(1);
    expect(await auditOf("service.unarchive", slug)).toHaveLength(1);
  });

  it("says how connected systems are asked for it, and unchanged queries are no change", async () => {
    const { ctx } = await somebody();
    const { id, slug } = await create(ctx, "Asked for");
    const query = { system: "prometheus", gives: "metric", name: "errors", query: 'errors{app="{{service}}"}' } as const;
    await changeService(ctx, { id, version: 1, change: { queries: [query], namespace: "shop" } });
    expect(await readService(ctx, { slug })).toMatchObject({ queries: [query], namespace: "shop", version: 2 });
    expect(await changeService(ctx, { id, version: 2, change: { queries: [{ ...query }], namespace: "shop" } })).toEqual({ version: 2 });
  });

  it("is not for viewers to change", async () => {
    const { ctx } = await somebody("viewer");
    await expect(create(ctx, "Nope")).rejects.toMatchObject({ code: "forbidden" });
    await expect(archiveService(ctx, { id: newId(), isArchived: true })).rejects.toMatchObject({ code: "forbidden" });
    expect((await listServices(ctx, list)).items.length).toBeGreaterThanOrEqual(0);
  });
});

describe("open incidents of a service", () => {
  it("are counted and listed for each asker as far as they may see them", async () => {
    const [ada, bob] = [await somebody(), await somebody()];
    const { id, slug } = await create(ada.ctx, "Watched service");
    const declare = (rest: object) => declareIncident(ada.ctx, DeclareIncident.parse({ title: "Broken", severity: "SEV2", services: [id], ...rest }));
    await declare({});
    await declare({ severity: "SEV1", visibility: "private" });
    await declare({ kind: "test" });
    expect(await readService(ada.ctx, { slug })).toMatchObject({ openIncidents: 2, worstSeverity: "SEV1", incidents: [{}, {}, {}] });
    expect(await readService(bob.ctx, { slug })).toMatchObject({ openIncidents: 1, worstSeverity: "SEV2", incidents: [{}, {}] });
    const [listed] = (await listServices(bob.ctx, { ...list, q: "watched" })).items;
    expect(listed).toMatchObject({ slug, openIncidents: 1, worstSeverity: "SEV2" });
  });
});

it("the catalogue is read page by page, and searched literally", async () => {
  const { ctx } = await somebody();
  for (const n of [1, 2, 3, 4, 5]) await create(ctx, `Paged ${n} 100%`);
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listServices(ctx, { ...list, q: "100%", limit: 2, cursor });
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(names).toEqual([1, 2, 3, 4, 5].map((n) => `Paged ${n} 100%`));
  expect((await listServices(ctx, { ...list, q: "Paged_" })).items).toEqual([]);
});
