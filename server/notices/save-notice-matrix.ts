import type { z } from "zod";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import type { NoticeMatrix, SaveNoticeMatrix } from "#lib/contracts/notice.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { requireProof } from "#server/sessions/index.ts";
import { MATRIX_KEY, noticeMatrix, type VersionedMatrix } from "./matrix.ts";

/**
 * Says who is told at which severity, unless somebody else did since `version`. To send news to an address that is nobody's here, one has to
 * have proved who one is just now.
 */
export async function saveNoticeMatrix(ctx: Ctx, { version, matrix }: z.output<typeof SaveNoticeMatrix>): Promise<VersionedMatrix> {
  authorize(ctx, "settings.manage");
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster notices'))`;
    const before = await noticeMatrix(tx);
    const changed = SEVERITIES.filter((severity) => JSON.stringify(before.matrix[severity]) !== JSON.stringify(matrix[severity]));
    if (changed.length === 0) return before;
    if (before.version !== version) throw conflictOf(before, matrix, changed);
    const known = addressesIn(before.matrix);
    if ([...addressesIn(matrix)].some((address) => !known.has(address))) await requireProof(ctx, tx);
    await tx.$executeRaw`
      INSERT INTO setting (key, value, version, updated_at, updated_by)
      VALUES (${MATRIX_KEY}, ${JSON.stringify(matrix)}::jsonb, 1, muster_now(), ${ctx.actor.name})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = setting.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
    const detail = Object.fromEntries(changed.map((severity) => [severity, { from: before.matrix[severity], to: matrix[severity] }]));
    await audit(tx, ctx, { action: "settings.notices", subject: MATRIX_KEY, detail });
    return noticeMatrix(tx);
  });
}

function addressesIn(matrix: NoticeMatrix): Set<string> {
  const audiences = SEVERITIES.flatMap((severity) => matrix[severity].flatMap((rule) => rule.audiences));
  return new Set(audiences.flatMap((audience) => (audience.kind === "mail" ? [audience.address] : [])));
}

function conflictOf(before: VersionedMatrix, yours: NoticeMatrix, changed: readonly (keyof NoticeMatrix)[]): ConflictError {
  const pick = (matrix: NoticeMatrix) => Object.fromEntries(changed.map((severity) => [severity, matrix[severity]]));
  return new ConflictError("Somebody changed who is told while you were editing. Choose which stays; both are kept here.", {
    field: changed.join(", "),
    yours: pick(yours),
    theirs: pick(before.matrix),
    by: before.updatedBy,
    at: before.updatedAt,
  });
}
