import type { z } from "zod";
import { type ChangePagerSettings, NO_PAGER_SETTINGS, PagerSettings } from "#lib/contracts/pager.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Database, db, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { checkUrl } from "#server/platform/outgoing/index.ts";
import { organisationSettings } from "#server/settings/index.ts";

const KEY = "pager";

export type VersionedPager = { settings: PagerSettings; version: number };

export async function pagerSettings(reader: Database | Transaction = db()): Promise<VersionedPager> {
  const row = await reader.setting.findUnique({ where: { key: KEY } });
  return row ? { settings: PagerSettings.parse(row.value), version: row.version } : { settings: NO_PAGER_SETTINGS, version: 0 };
}

/** Changes where heartbeat and alarm go, unless somebody else did since `version`. Addresses are checked as all outgoing ones are. */
export async function changePagerSettings(ctx: Ctx, input: z.output<typeof ChangePagerSettings>): Promise<VersionedPager> {
  authorize(ctx, "settings.manage");
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster pager settings'))`;
    const before = await pagerSettings(tx);
    if (before.version !== input.version) {
      throw new ConflictError("Somebody changed these settings while you were editing. Look at theirs, then save again.", {
        field: "settings",
        yours: input.settings,
        theirs: before.settings,
        by: null,
        at: null,
      });
    }
    const { allowedHosts } = await organisationSettings(tx);
    for (const url of [input.settings.heartbeatUrl, input.settings.alarmUrl]) if (url) checkUrl(url, allowedHosts);
    await tx.$executeRaw`
      INSERT INTO setting (key, value, version, updated_at, updated_by)
      VALUES (${KEY}, ${JSON.stringify(input.settings)}::jsonb, 1, muster_now(), ${ctx.actor.name})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = setting.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
    await audit(tx, ctx, { action: "settings.pager", subject: KEY, detail: { from: before.settings, to: input.settings } });
    return pagerSettings(tx);
  });
}
