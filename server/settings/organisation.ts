import { DEFAULT_SETTINGS, OrganisationSettings } from "#lib/contracts/organisation.ts";
import { type Database, db, type Transaction } from "#server/platform/db.ts";

export const ORGANISATION_KEY = "organisation";

/** The organisation's settings, with the defaults for what was never set. */
export async function organisationSettings(tx: Transaction | Database = db()): Promise<OrganisationSettings> {
  const row = await tx.setting.findUnique({ where: { key: ORGANISATION_KEY }, select: { value: true } });
  if (!row) return DEFAULT_SETTINGS;
  return OrganisationSettings.parse({ ...DEFAULT_SETTINGS, ...(row.value as object) });
}
