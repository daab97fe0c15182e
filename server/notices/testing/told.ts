import type { ContactPlan } from "#lib/contracts/contact.ts";
import type { NoticeMatrix, NoticeRule } from "#lib/contracts/notice.ts";
import { SaveNoticeMatrix } from "#lib/contracts/notice.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { noticeMatrix } from "../matrix.ts";
import { saveNoticeMatrix } from "../save-notice-matrix.ts";

const NOBODY: NoticeMatrix = { SEV1: [], SEV2: [], SEV3: [], SEV4: [] };

/** Says who is told, and nobody else is. */
export async function tellOnly(rules: Partial<Record<keyof NoticeMatrix, NoticeRule[]>>): Promise<void> {
  const { version } = await noticeMatrix();
  await saveNoticeMatrix(systemCtx("Test"), SaveNoticeMatrix.parse({ version, matrix: { ...NOBODY, ...rules } }));
}

export const person = ({ person: { id } }: Someone) => ({ kind: "user", id }) as const;

/** A verified means of somebody, by webhook. */
export async function aMeans({ person: { id: userId } }: Someone, address: string): Promise<string> {
  const now = new Date();
  const { id } = await db().contactMethod.create({
    data: { id: newId(), userId, kind: "webhook", label: "Test", address, createdAt: now, verifiedAt: now },
  });
  return id;
}

export async function aPlan({ person: { id: userId } }: Someone, plan: ContactPlan): Promise<void> {
  await db().contactPlan.create({ data: { userId, plan, updatedAt: new Date() } });
}

/** Quiet hours around this moment, until an hour after it, in UTC. */
export function quietNow(now: Date): NonNullable<ContactPlan["quiet"]> {
  const wall = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString().slice(11, 16);
  return { from: wall(-1), to: wall(1), zone: "UTC" };
}

/** What was stored for somebody, by means, in the order of the log. */
export async function toldTo(recipient: string): Promise<string[]> {
  const rows = await db().noticeDelivery.findMany({ where: { recipient }, orderBy: [{ createdAt: "asc" }, { seq: "asc" }, { position: "asc" }] });
  return rows.map(({ channel, state }) => `${channel} ${state}`);
}
