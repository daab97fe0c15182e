import { DEFAULT_NOTICES, NoticeMatrix } from "#lib/contracts/notice.ts";
import { type Database, db, type Transaction } from "#server/platform/db.ts";

export const MATRIX_KEY = "notices";

export type VersionedMatrix = { matrix: NoticeMatrix; version: number; updatedAt: string | null; updatedBy: string | null };

/** Who is told; what comes with Muster until somebody changes it. */
export async function noticeMatrix(reader: Database | Transaction = db()): Promise<VersionedMatrix> {
  const row = await reader.setting.findUnique({ where: { key: MATRIX_KEY } });
  if (!row) return { matrix: DEFAULT_NOTICES, version: 0, updatedAt: null, updatedBy: null };
  const { value, version, updatedAt, updatedBy } = row;
  return { matrix: NoticeMatrix.parse(value), version, updatedAt: updatedAt.toISOString(), updatedBy };
}
