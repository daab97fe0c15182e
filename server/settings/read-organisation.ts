import { DEFAULT_SETTINGS, OrganisationSettings } from "#lib/contracts/organisation.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Database, db, type Transaction } from "#server/platform/db.ts";
import { ORGANISATION_KEY } from "./organisation.ts";

export type VersionedSettings = { settings: OrganisationSettings; version: number; updatedAt: string | null; updatedBy: string | null };

/** The settings with the version to send back when changing them; version 0 while they are the defaults. */
export async function readOrganisation(ctx: Ctx): Promise<VersionedSettings> {
  authorize(ctx, "settings.read");
  return versionedSettings(db());
}

export async function versionedSettings(tx: Transaction | Database): Promise<VersionedSettings> {
  const row = await tx.setting.findUnique({ where: { key: ORGANISATION_KEY } });
  if (!row) return { settings: DEFAULT_SETTINGS, version: 0, updatedAt: null, updatedBy: null };
  const settings = OrganisationSettings.parse({ ...DEFAULT_SETTINGS, ...(row.value as object) });
  return { settings, version: row.version, updatedAt: row.updatedAt.toISOString(), updatedBy: row.updatedBy };
}
