import { DEFAULT_SETTINGS, OrganisationSettings } from "#lib/contracts/organisation.ts";
import { type Database, db, type Transaction } from "#server/platform/db.ts";

export const ORGANISATION_KEY = "organisation";

/** The organisation's settings, with the defaults for what was never set. */
export async function organisationSettings(tx: Transaction | Database = db()): Promise<OrganisationSettings> {
  const row = await tx.setting.findUnique({ where: { key: ORGANISATION_KEY }, select: { value: true } });
  return settingsOf(row?.value);
}

/** What is stored under ORGANISATION_KEY as settings, with the defaults for what was never set. */
export function settingsOf(stored: unknown): OrganisationSettings {
  return stored ? OrganisationSettings.parse({ ...DEFAULT_SETTINGS, ...(stored as object) }) : DEFAULT_SETTINGS;
}

export type VersionedSettings = { settings: OrganisationSettings; version: number; updatedAt: string | null; updatedBy: string | null };

/** The settings with their version; 0 while they are the defaults. */
export async function versionedSettings(tx: Transaction | Database): Promise<VersionedSettings> {
  const row = await tx.setting.findUnique({ where: { key: ORGANISATION_KEY } });
  if (!row) return { settings: DEFAULT_SETTINGS, version: 0, updatedAt: null, updatedBy: null };
  return { settings: settingsOf(row.value), version: row.version, updatedAt: row.updatedAt.toISOString(), updatedBy: row.updatedBy };
}

/** Stores settings as they are, one version on. The caller has authorised it and writes the audit row. */
export async function storeSettings(tx: Transaction, settings: OrganisationSettings, by: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO setting (key, value, version, updated_at, updated_by) VALUES (${ORGANISATION_KEY}, ${JSON.stringify(settings)}::jsonb, 1, muster_now(), ${by})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = setting.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}
