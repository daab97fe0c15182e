import { FIRST_POSITIONS } from "#lib/contracts/escalation/default-policy.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { testPerson } from "#server/testing/database.ts";

/** The positions that every organisation begins with, and who is VP Engineering. */
export async function aLadder(): Promise<Someone> {
  const vp = await testPerson({ name: "Dave Osei" });
  for (const [order, { key, name }] of FIRST_POSITIONS.entries())
    await db().position.create({ data: { key, name, order, userId: key === "vp-engineering" ? vp.person.id : null } });
  return vp;
}
