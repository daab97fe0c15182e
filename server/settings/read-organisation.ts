import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { type VersionedSettings, versionedSettings } from "./organisation.ts";

/** The organisation's settings with the version to send back when changing them. */
export async function readOrganisation(ctx: Ctx): Promise<VersionedSettings> {
  authorize(ctx, "settings.read");
  return versionedSettings(db());
}
