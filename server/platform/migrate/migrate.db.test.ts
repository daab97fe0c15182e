import { expect, test } from "vitest";
import { declareIncident } from "#server/incidents/index.ts";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { db } from "#server/platform/db.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { testPerson } from "#server/testing/database.ts";
import { migrate } from "./migrate.ts";

test("a migrated database has nothing to migrate", async () => {
  expect(await migrate(databaseUrl())).toEqual([]);
});

test("a migration that was changed after it had been applied is named", async () => {
  await db().$executeRaw`UPDATE _prisma_migrations SET checksum = 'other'`;
  await expect(migrate(databaseUrl())).rejects.toThrow(/was changed after it had been applied/);
});

test("the log and the audit trail refuse to be changed", async () => {
  const ctx = await testPerson();
  await declareIncident(ctx, DeclareIncident.parse({ title: "Checkout fails", severity: "SEV2" }));
  await expect(db().$executeRaw`UPDATE timeline_event SET kind = 'note'`).rejects.toThrow(/append-only/);
  await expect(db().$executeRaw`DELETE FROM audit_entry`).rejects.toThrow(/append-only/);
  await expect(db().$executeRaw`TRUNCATE timeline_event`).rejects.toThrow(/append-only/);
});
