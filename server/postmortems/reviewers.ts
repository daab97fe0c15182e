import type { Reviewer } from "#lib/contracts/postmortem.ts";
import { db, type Reader } from "#server/platform/db.ts";

/** Who was asked to review, and what they answered. */
export async function reviewersOf(postmortem: string, reader: Reader = db()): Promise<Reviewer[]> {
  const rows = await reader.postmortemReviewer.findMany({ where: { postmortemId: postmortem }, orderBy: [{ askedAt: "asc" }, { name: "asc" }] });
  return rows.map(({ userId, name, state, note, askedAt, answeredAt }) => ({
    person: { id: userId, name },
    state: state as Reviewer["state"],
    note,
    askedAt: askedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  }));
}
