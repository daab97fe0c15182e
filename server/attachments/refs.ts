import type { AttachmentRef } from "#lib/contracts/timeline.ts";
import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** Uploaded files of one incident as facts name them. From then on they belong to the log and are kept. */
export async function attachmentRefs(tx: Transaction, incidentId: string, ids: string[]): Promise<AttachmentRef[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<AttachmentRef[]>`
    UPDATE attachment SET claimed_at = coalesce(claimed_at, muster_now())
    WHERE id = ANY(${ids}::uuid[]) AND incident_id = ${incidentId}::uuid RETURNING id, name, type, bytes, sha256`;
  return ids.map((id) => {
    const row = rows.find((file) => file.id === id);
    if (!row) throw new NotFoundError(`The attachment ${id} was not uploaded to this incident. Attach the file again.`);
    return row;
  });
}
