import { describe, expect, it } from "vitest";
import { auditOf, somebody } from "#server/auth/testing/people.ts";
import { deleteView, listViews, saveView } from "./index.ts";

const view = (name: string, rest: object = {}) => ({ name, query: "severity=SEV1", isShared: false, ...rest });

describe("a saved view", () => {
  it("is its owner's, and others' only when it is shared", async () => {
    const [ada, bob] = [await somebody("responder", { name: "Ada" }), await somebody("viewer")];
    const own = await saveView(ada.ctx, view("Mine"));
    const shared = await saveView(ada.ctx, view("Ours", { isShared: true }));
    expect(await listViews(ada.ctx)).toMatchObject([
      { id: own.id, isOwn: true },
      { id: shared.id, isOwn: true, isShared: true },
    ]);
    const seen = await listViews(bob.ctx);
    expect(seen.find(({ id }) => id === shared.id)).toEqual({
      id: shared.id,
      name: "Ours",
      query: "severity=SEV1",
      isShared: true,
      isOwn: false,
      owner: "Ada",
    });
    expect(seen.some(({ id }) => id === own.id)).toBe(false);
    expect(await auditOf("view.save", own.id)).toHaveLength(1);
  });

  it("of the same name is replaced; by its id it is renamed and shared", async () => {
    const { ctx } = await somebody();
    const first = await saveView(ctx, view("Mine"));
    expect((await saveView(ctx, view("Mine", { query: "phase=triage" }))).id).toBe(first.id);
    const second = await saveView(ctx, view("Second"));
    await expect(saveView(ctx, view("Mine", { id: second.id }))).rejects.toMatchObject({ code: "already_done" });
    await saveView(ctx, view("Third", { id: second.id, isShared: true }));
    expect((await listViews(ctx)).filter(({ isOwn }) => isOwn)).toMatchObject([
      { name: "Mine", query: "phase=triage" },
      { name: "Third", isShared: true },
    ]);
  });

  it("is nobody else's to change or delete, except that administrators may delete a shared one", async () => {
    const [ada, bob, admin] = [await somebody(), await somebody(), await somebody("admin")];
    const shared = await saveView(ada.ctx, view("Shared", { isShared: true }));
    const own = await saveView(ada.ctx, view("Own"));
    await expect(saveView(bob.ctx, view("Taken over", { id: shared.id }))).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteView(bob.ctx, { id: shared.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteView(admin.ctx, { id: own.id })).rejects.toMatchObject({ code: "not_found" });
    await deleteView(admin.ctx, { id: shared.id });
    await deleteView(ada.ctx, { id: own.id });
    expect((await listViews(ada.ctx)).filter(({ isOwn }) => isOwn)).toEqual([]);
    expect(await auditOf("view.delete", shared.id)).toMatchObject([{ actor: { id: admin.person.id }, detail: { owner: ada.person.id } }]);
  });

  it("is shared only by those who work on incidents", async () => {
    const { ctx } = await somebody("viewer");
    await expect(saveView(ctx, view("Ours", { isShared: true }))).rejects.toMatchObject({ code: "forbidden" });
    await saveView(ctx, view("Mine"));
  });
});
