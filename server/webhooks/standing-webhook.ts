import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

export type StandingWebhook = {
  id: string;
  name: string;
  url: string;
  kinds: string[];
  isEnabled: boolean;
  secret: string;
  version: number;
};

/** The webhook, locked, unless it was deleted. The caller has authorised it. */
export async function standingWebhook(tx: Transaction, id: string): Promise<StandingWebhook> {
  const [found] = await tx.$queryRaw<StandingWebhook[]>`
    SELECT id, name, url, kinds, is_enabled AS "isEnabled", secret, version FROM webhook WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE`;
  if (!found) throw new NotFoundError(`There is no webhook with the id ${id}. Reload the list.`);
  return found;
}
