import type { ServiceRef } from "#lib/contracts/incident.ts";
import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** The services with these ids as facts name them, in the order asked. */
export async function servicesRefs(tx: Transaction, ids: string[]): Promise<ServiceRef[]> {
  if (ids.length === 0) return [];
  const rows = await tx.service.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return [...new Set(ids)].map((id) => {
    const row = rows.find((service) => service.id === id);
    if (!row) throw new NotFoundError(`There is no service with the id ${id}. Reload and choose again.`);
    return { id: row.id, name: row.name };
  });
}
