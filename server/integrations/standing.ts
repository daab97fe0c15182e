import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

export type StandingIntegration = {
  id: string;
  kind: IntegrationKind;
  name: string;
  settings: unknown;
  secret: string;
  isEnabled: boolean;
  version: number;
};

/** The integration, locked. The caller has authorised it. */
export async function standingIntegration(tx: Transaction, id: string): Promise<StandingIntegration> {
  const [found] = await tx.$queryRaw<StandingIntegration[]>`
    SELECT id, kind, name, settings, secret, is_enabled AS "isEnabled", version FROM integration WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE`;
  if (!found) throw new NotFoundError(`There is no integration with the id ${id}. Reload the list.`);
  return found;
}
