import type { Reviewer } from "#lib/contracts/postmortem.ts";
import type { PostmortemState } from "#lib/contracts/postmortem-terms.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";

export function requireSubmittable(state: PostmortemState): void {
  if (state === "approved" || state === "published") throw new ConflictError("It is approved already. Open it again to send it to review once more.");
}

export function requireAnswerable(state: PostmortemState, answer: "approved" | "changes", note: string): void {
  if (state !== "in-review") throw new ConflictError("It is not in review now. Read it anew.");
  if (answer === "changes" && note.trim() === "") throw new InvalidError("Say what should change, so that the authors can do it.");
}

export function requirePublishable(state: PostmortemState, required: number): void {
  if (state === "published") throw new ConflictError("It is published already.");
  if (state === "approved" || required === 0) return;
  throw new ConflictError(`It needs ${required} ${required === 1 ? "approval" : "approvals"} before it is published. Send it to review first.`);
}

export function requireReopenable(state: PostmortemState): void {
  if (state === "draft") throw new ConflictError("It is a draft already.");
}

type Answer = { answer: "approved" | "changes"; by: string; reviewers: readonly Reviewer[]; required: number };

/** What an answer makes of a postmortem in review: nobody may still ask for changes when it is approved, and enough have to approve. Pure. */
export function stateAfter({ answer, by, reviewers, required }: Answer): PostmortemState {
  if (answer === "changes") return "draft";
  const others = reviewers.filter(({ person }) => person.id !== by);
  if (others.some(({ state }) => state === "changes")) return "in-review";
  const approvals = others.filter(({ state }) => state === "approved").length + 1;
  return approvals >= Math.max(1, required) ? "approved" : "in-review";
}
