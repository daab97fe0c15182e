import type { z } from "zod";
import type { ChangeWebhook } from "#lib/contracts/webhook.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { checkUrl } from "#server/platform/outgoing/index.ts";
import { requireProof } from "#server/sessions/index.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { originOf } from "./delivery-rules.ts";
import { type StandingWebhook, standingWebhook } from "./standing-webhook.ts";

type Change = z.output<typeof ChangeWebhook>;

/**
 * Changes a webhook, or disables and enables it. Enabled again, it is told of what is recorded from then on, and of what had been waiting.
 * Throws a conflict when somebody else changed it since `version`.
 */
export async function changeWebhook(ctx: Ctx, input: Change): Promise<{ version: number }> {
  authorize(ctx, "settings.manage");
  return transaction(async (tx) => {
    await requireProof(ctx, tx);
    const before = await standingWebhook(tx, input.id);
    const wanted = await wantedOf(tx, before, input);
    const detail = differences(before, wanted);
    if (Object.keys(detail).length === 0) return { version: before.version };
    if (before.version !== input.version) {
      throw new ConflictError(`Somebody changed “${before.name}” while you were editing. Reload to see it, then change it again.`);
    }
    const isRestarted = wanted.isEnabled && !before.isEnabled;
    const restart = isRestarted ? { startsAt: new Date(await databaseNow(tx)), failingSince: null, disabledReason: null } : {};
    const version = before.version + 1;
    await tx.webhook.update({ where: { id: input.id }, data: { ...wanted, ...restart, version } });
    await audit(tx, ctx, { action: "webhook.change", subject: input.id, detail });
    return { version };
  });
}

type Wanted = Pick<StandingWebhook, "name" | "url" | "kinds" | "isEnabled">;

async function wantedOf(tx: Transaction, before: StandingWebhook, input: Change): Promise<Wanted> {
  const { name = before.name, kinds = before.kinds, isEnabled = before.isEnabled } = input;
  const url = input.url === undefined ? before.url : checkUrl(input.url, (await organisationSettings(tx)).allowedHosts).url.href;
  return { name, url, kinds: [...new Set(kinds)], isEnabled };
}

/** What the trail says; of an address only its origin, since the rest may be a secret. */
function differences(
  before: StandingWebhook,
  wanted: Wanted,
): Record<string, { from: string | boolean | string[]; to: string | boolean | string[] }> {
  const detail: ReturnType<typeof differences> = {};
  for (const part of ["name", "kinds", "isEnabled"] as const) {
    if (JSON.stringify(before[part]) !== JSON.stringify(wanted[part])) detail[part] = { from: before[part], to: wanted[part] };
  }
  if (before.url !== wanted.url) detail.origin = { from: originOf(before.url), to: originOf(wanted.url) };
  return detail;
}
