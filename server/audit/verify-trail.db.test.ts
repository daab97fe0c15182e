import { beforeEach, expect, test } from "vitest";
import { VerifyTrail } from "#lib/contracts/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, refusal, storedIncident } from "#server/testing/incident.ts";
import { verifyTrail } from "./verify-trail.ts";

beforeEach(resetDatabase);

type Sum = { chains: number; entries: number; problems: string[] };

async function verifyAll(ctx: Awaited<ReturnType<typeof testPerson>>): Promise<Sum> {
  const sum: Sum = { chains: 0, entries: 0, problems: [] };
  let cursor: string | undefined;
  do {
    const step = await verifyTrail(ctx, VerifyTrail.parse({ cursor }));
    expect(step.chains).toBeLessThanOrEqual(step.allChains);
    sum.chains += step.chains;
    sum.entries += step.entries;
    sum.problems.push(...step.problems);
    cursor = step.nextCursor ?? undefined;
  } while (cursor);
  return sum;
}

test("every chain is checked step by step, and an altered entry is named", async () => {
  const admin = await testPerson({ role: "admin" });
  const references = [];
  for (let index = 0; index < 53; index += 1) references.push(await anIncident(admin));
  const entries = await db().auditEntry.count();
  expect(await verifyAll(admin)).toEqual({ chains: 54, entries, problems: [] });
  const { id } = await storedIncident(references[51] ?? "");
  await db().$transaction([
    db().$executeRaw`SET LOCAL session_replication_role = replica`,
    db().$executeRaw`UPDATE audit_entry SET actor = '{"type":"user","id":"x","name":"Nobody"}' WHERE chain = ${id} AND seq = 2`,
  ]);
  expect((await verifyAll(admin)).problems).toEqual([`Entry 2 of the chain ${id} is not what was written.`]);
  expect((await refusal(verifyTrail(await testPerson(), {}))).code).toBe("forbidden");
});
