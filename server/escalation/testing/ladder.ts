import { FIRST_POSITIONS } from "#lib/contracts/escalation/default-policy.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { testPerson } from "#server/testing/database.ts";

/** Whom the default policy finds: `bo` leads a team, `dave`, who may only look, holds the position of VP Engineering; nobody is on call. `ada` declares. */
export async function aLadder(): Promise<{ ada: Someone; bo: Someone; dave: Someone }> {
  const ada = await testPerson({ name: "Ada" });
  const bo = await testPerson({ name: "Bo" });
  const dave = await testPerson({ name: "Dave", role: "viewer" });
  const teamId = newId();
  await db().team.create({ data: { id: teamId, slug: "payments", name: "Payments" } });
  await db().teamMember.create({ data: { teamId, userId: bo.person.id, isLead: true } });
  for (const [order, { key, name }] of FIRST_POSITIONS.entries())
    await db().position.create({ data: { key, name, order, userId: key === "vp-engineering" ? dave.person.id : null } });
  return { ada, bo, dave };
}
