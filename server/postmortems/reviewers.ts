import type { Reviewer } from "#lib/contracts/postmortem.ts";
import { db } from "#server/platform/db.ts";

/** Who was asked to review, and what they answered. */
export async function reviewersOf(postmortem: string): Promise<Reviewer[]> {
  const rows = await db().postmortemReviewer.findMany({ where: { postmortemId: postmortem }, orderBy: [{ askedAt: "asc" }, { name: "asc" }] });
  return rows.map(({ userId, name, state, note, askedAt, answeredAt }) => ({
    person: { id: userId, name },
    state: state as Reviewer["state"],
    note,
    askedAt: askedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  }));
}
