import { Uuid } from "#lib/contracts/ids.ts";
import { personCtx } from "#server/platform/ctx.ts";
import { MusterError } from "#server/platform/errors.ts";
import { decideApprovalInSlack } from "#server/runbooks/index.ts";
import { personOfMeans } from "./person-of.ts";

type Given = { approval: string; approve: boolean; address: string };

/** A pressed Approve or Reject, by the person who verified this account of Slack. Answers with what the member is told. */
export async function approvedInSlack(member: string, { approval, approve, address }: Given): Promise<string> {
  const person = await personOfMeans(member);
  if (!person)
    return "Approving in Slack needs your Slack account verified in Muster, among your ways to be reached. Verify it there, or approve in Muster.";
  const id = Uuid.safeParse(approval).data;
  if (!id) return "There is no such approval any more. Open the run in Muster.";
  try {
    await decideApprovalInSlack(personCtx(person, { address }), { id, approve, reason: "" });
    return approve ? "Approved. It is done once, as long as the target stays as it was." : "Rejected. Who runs it decides how to go on.";
  } catch (error) {
    if (error instanceof MusterError) return error.message;
    throw error;
  }
}
