import { describe, expect, it } from "vitest";
import { auditOf, somebody } from "#server/auth/testing/people.ts";
import { deactivatePerson, readPerson } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { archiveTeam, createTeam, listTeams, renameTeam, setTeamMember } from "./index.ts";

async function teamOf(ctx: Ctx, id: string) {
  return (await listTeams(ctx, { includeArchived: true })).find((team) => team.id === id);
}

describe("a team", () => {
  it("has members and leads, and each change leaves a row", async () => {
    const { ctx, person } = await somebody();
    const other = await somebody("viewer");
    const { id, slug } = await createTeam(ctx, { name: `Core ${newId()}`, description: "Keeps the lights on" });
    const set = (who: string, isLead: boolean, isMember = true) => setTeamMember(ctx, { id, person: who, isMember, isLead });
    await set(other.person.id, false);
    await set(person.id, true);
    await set(person.id, true);
    expect((await teamOf(ctx, id))?.members).toMatchObject([
      { id: person.id, isLead: true },
      { id: other.person.id, isLead: false },
    ]);
    expect((await readPerson(ctx, { id: person.id })).teams).toMatchObject([{ id, isLead: true }]);
    await set(other.person.id, false, false);
    expect((await teamOf(ctx, id))?.members).toHaveLength(1);
    expect(await auditOf("team.member", slug)).toHaveLength(3);
  });

  it("shows no member who was deactivated, and takes none", async () => {
    const admin = await somebody("admin");
    const gone = await somebody();
    const { id } = await createTeam(admin.ctx, { name: `Gone ${newId()}`, description: "" });
    await setTeamMember(admin.ctx, { id, person: gone.person.id, isMember: true, isLead: true });
    await deactivatePerson(admin.ctx, { id: gone.person.id });
    expect((await teamOf(admin.ctx, id))?.members).toEqual([]);
    const late = await somebody();
    await deactivatePerson(admin.ctx, { id: late.person.id });
    await expect(setTeamMember(admin.ctx, { id, person: late.person.id, isMember: true, isLead: false })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("has a name of its own as long as it lives, whatever the case", async () => {
    const { ctx } = await somebody();
    const name = `Unique ${newId()}`;
    const { id, slug } = await createTeam(ctx, { name, description: "" });
    await expect(createTeam(ctx, { name: name.toUpperCase(), description: "" })).rejects.toMatchObject({ code: "already_done" });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => createTeam(ctx, { name: `${name} twins`, description: "" })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await archiveTeam(ctx, { id, isArchived: true });
    const second = await createTeam(ctx, { name, description: "" });
    expect(second.slug).toBe(`${slug}-2`);
    await expect(archiveTeam(ctx, { id, isArchived: false })).rejects.toMatchObject({ code: "already_done" });
    await renameTeam(ctx, { id: second.id, name: `${name} renamed` });
    await archiveTeam(ctx, { id, isArchived: false });
    expect((await teamOf(ctx, second.id))?.slug).toBe(second.slug);
    for (const [action, count] of [
      ["team.archive", 1],
      ["team.unarchive", 1],
      ["team.create", 1],
    ] as const)
      expect(await auditOf(action, slug)).toHaveLength(count);
  });

  it("is not for viewers to change", async () => {
    const { ctx } = await somebody("viewer");
    await expect(createTeam(ctx, { name: "Nope", description: "" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(setTeamMember(ctx, { id: newId(), person: newId(), isMember: true, isLead: true })).rejects.toMatchObject({ code: "forbidden" });
  });
});
