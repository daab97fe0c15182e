import type { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import type { ChangeConnection } from "#lib/contracts/connection.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { checkConnection, type Parsed, parseConnection, refused } from "./parse-connection.ts";
import { openedSecrets, type StoredConnection, sealed, standingConnection } from "./stored.ts";

type Change = z.output<typeof ChangeConnection>;

/**
 * Changes a connection, or disables and enables it. Secrets that are left out or empty stay, unless they would then go to another host.
 * Throws a conflict when somebody else changed it since `version`.
 */
export async function changeConnection(ctx: Ctx, input: Change): Promise<{ version: number }> {
  authorize(ctx, "settings.manage");
  return transaction(async (tx) => {
    const before = await standingConnection(tx, input.id);
    if (before.version !== input.version) {
      throw new ConflictError(`Somebody changed “${before.name}” while you were editing. Reload to see it, then change it again.`);
    }
    const { name = before.name, isEnabled = before.isEnabled } = input;
    const isAskedAnew = input.settings !== undefined || input.secrets !== undefined;
    const parts = isAskedAnew ? await partsOf(tx, before, input, name) : {};
    const tested = isAskedAnew ? { testedAt: null, isGood: null, found: null } : {};
    const version = before.version + 1;
    await tx.connection.update({ where: { id: input.id }, data: { name, isEnabled, ...parts, ...tested, version } });
    await audit(tx, ctx, { action: "connection.change", subject: input.id, detail: differences(before, { name, isEnabled, ...parts }, input) });
    return { version };
  });
}

async function partsOf(tx: Transaction, before: StoredConnection, input: Change, name: string) {
  const { kind, id } = before;
  const { settings, secrets: given } = parseConnection(kind, input.settings ?? before.settings, input.secrets ?? {});
  const kept = await openedSecrets(id, before.secrets).catch(() => ({}) as Record<string, string>);
  if (isElsewhere(before.settings, settings)) refuseToTakeAlong(kept, given);
  const secrets = Object.fromEntries(Object.entries(given).map(([field, secret]) => [field, secret || kept[field] || ""]));
  const parts: Parsed = { settings, secrets };
  await checkConnection(kind, name, parts, (await organisationSettings(tx)).allowedHosts);
  return { settings: settings as Prisma.InputJsonObject, secrets: await sealed(id, secrets) };
}

/** Else whoever may change an address, and not read a secret, could have it sent to themselves. */
function refuseToTakeAlong(kept: Record<string, string>, given: Record<string, string>): void {
  const missing = Object.keys(kept).find((field) => kept[field] && !given[field]);
  if (!missing) return;
  throw refused(missing, "The address leads to another host now. Enter this again, so that it is not sent where nobody meant it to go.");
}

function isElsewhere(before: Record<string, unknown>, after: Record<string, unknown>): boolean {
  return originOf(before) !== originOf(after);
}

function originOf({ url, apiUrl, site }: Record<string, unknown>): string {
  const origins = [url, apiUrl].map((given) => (URL.canParse(String(given ?? "")) ? new URL(String(given)).origin : ""));
  return [...origins, origins[0] === "" ? String(site ?? "") : ""].join(" ");
}

type After = { name: string; isEnabled: boolean; settings?: Prisma.InputJsonObject };

/** What the trail says: of secrets only which of them were given anew. */
function differences(before: StoredConnection, after: After, input: Change): Prisma.InputJsonObject {
  const parts = (["name", "isEnabled"] as const).filter((part) => before[part] !== after[part]);
  const changed = Object.fromEntries(parts.map((part) => [part, { from: before[part], to: after[part] }]));
  const renewed = Object.entries(input.secrets ?? {}).flatMap(([field, secret]) => (secret ? [field] : []));
  const settings = after.settings ? { settings: { from: before.settings as Prisma.InputJsonObject, to: after.settings } } : {};
  return { ...changed, ...settings, ...(renewed.length > 0 ? { renewed } : {}) };
}
