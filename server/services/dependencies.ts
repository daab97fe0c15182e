import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { refuseSelfLoop } from "./rules.ts";

/** Makes these, and only these, the services that `id` depends on. */
export async function setDependencies(tx: Transaction, id: string, dependsOn: string[]): Promise<void> {
  refuseSelfLoop(id, dependsOn);
  const wanted = [...new Set(dependsOn)];
  await refuseUnknown(tx, wanted);
  await tx.serviceDependency.deleteMany({ where: { callerId: id, calleeId: { notIn: wanted } } });
  await tx.serviceDependency.createMany({ data: wanted.map((calleeId) => ({ callerId: id, calleeId })), skipDuplicates: true });
}

async function refuseUnknown(tx: Transaction, ids: string[]): Promise<void> {
  const known = await tx.service.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const missing = ids.find((id) => !known.some((row) => row.id === id));
  if (missing) throw new NotFoundError(`There is no service with the id ${missing}. Reload and choose again.`);
}

export async function refuseUnknownTeam(tx: Transaction, id: string | null | undefined): Promise<void> {
  if (!id) return;
  const team = await tx.team.findUnique({ where: { id }, select: { archivedAt: true } });
  if (!team) throw new NotFoundError(`There is no team with the id ${id}. Reload and choose again.`);
}
