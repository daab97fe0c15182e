import { db } from "#server/platform/db.ts";
import { draftPostmortem, startReviewSession, submitPostmortem } from "#server/postmortems/index.ts";
import type { Scene } from "#server/testing/commands.ts";

const NEEDS_ONE =
  /^(get|export|import|submit|review|publish|reopen|change|restore)_postmortem$|_section$|public_postmortem$|_postmortem_(versions|wording)$|review_(decision|sessions?)$/;

/** A postmortem in the state that an operation is about. */
export async function preparePostmortem(name: string, { commander, reference }: Scene): Promise<void> {
  if (NEEDS_ONE.test(name)) await draftPostmortem(commander, { reference });
  if (name === "review_postmortem" || name === "reopen_postmortem")
    await submitPostmortem(commander, { reference, reviewers: [commander.person.id], note: "" });
  if (name === "record_review_decision" || name === "end_review_session") await startReviewSession(commander, { reference });
  if (name === "publish_postmortem" || name.endsWith("public_postmortem")) await db().postmortem.updateMany({ data: { state: "approved" } });
}
