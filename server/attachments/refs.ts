import type { AttachmentRef } from "#lib/contracts/timeline.ts";
import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** Uploaded files of one incident as facts name them. */
export async function attachmentRefs(tx: Transaction, incidentId: string, ids: string[]): Promise<AttachmentRef[]> {
  if (ids.length === 0) return [];
  const rows = await tx.attachment.findMany({ where: { id: { in: ids }, incidentId }, select: { id: true, name: true, type: true, bytes: true, sha256: true } });
  return ids.map((id) => {
    const row = rows.find((file) => file.id === id);
    if (!row) throw new NotFoundError(`The attachment ${id} was not uploaded to this incident. Attach the file again.`);
    return row;
  });
}
