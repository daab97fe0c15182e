import { tell } from "#server/notifications/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import type { ChannelError } from "./channel.ts";

/** Keeps at somebody's means why it failed. One that is gone is used no more, which its owner is told. */
export async function noteFailure(id: string, { message, isGone }: Pick<ChannelError, "message" | "isGone">): Promise<void> {
  authorize(systemCtx("Pager"), "account.own");
  await transaction(async (tx) => {
    const problem = message.slice(0, 500);
    const [method] = await tx.$queryRaw<{ userId: string; label: string; kind: string; wasVerified: boolean }[]>`
      UPDATE contact_method m SET failed_at = muster_now(), problem = ${problem}, verified_at = CASE WHEN ${isGone} THEN NULL ELSE m.verified_at END
      FROM (SELECT id, verified_at FROM contact_method WHERE id = ${id}::uuid FOR UPDATE) before WHERE before.id = m.id
      RETURNING m.user_id AS "userId", m.label, m.kind, before.verified_at IS NOT NULL AS "wasVerified"`;
    if (!method?.wasVerified || !isGone) return;
    const { userId, label, kind } = method;
    await tell(tx, {
      userIds: [userId],
      kind: "contact",
      title: `“${label}” no longer reaches you`,
      body: problem,
      href: "/settings/notifications",
    });
    await audit(tx, systemCtx("Pager"), { action: "contact.gone", subject: id, detail: { kind, label, problem } });
  });
}
