import type { PersonRef } from "./actor.ts";
import type { NowItem } from "./deadline.ts";
import type { Severity } from "./incident.ts";
import type { Bound } from "./runbook-run.ts";

/** An approval that is asked, as a Now queue needs it. `title` is the step's, `runbook` the runbook's. Times RFC 3339. */
export type OpenApproval = {
  id: string;
  title: string;
  runbook: string;
  startedBy: PersonRef;
  bound: Bound;
  expiresAt: string;
  incident: { reference: string; title: string; severity: Severity | null } | null;
};

/** An approval as one line of a Now queue: the exact words, and the state of the target that they are for. Pure. */
export function approvalDecision({ id, title, runbook, startedBy, bound, expiresAt, incident }: OpenApproval): NowItem {
  const { argv, cluster = null, target, observed, plan, run, n } = bound;
  return {
    reference: incident?.reference ?? null,
    incident: incident?.title ?? null,
    severity: incident?.severity ?? null,
    deadline: { kind: "approval", subject: id, owner: { type: "person", person: startedBy }, dueAt: expiresAt },
    words: {
      title: `Approve “${title}”`,
      why: `${startedBy.name} runs “${runbook}”, and its step ${n} is risky: another person has to approve exactly this.`,
      accept: {
        label: "Approve…",
        effect: "It is done once, as it stands here. When the target changes first, the approval voids itself.",
        dialog: "confirm",
      },
      decline: { label: "Reject", effect: "The step fails, and who runs it decides how to go on.", dialog: null },
      edit: { label: "Open the run", href: `/runbooks/runs/${run}` },
      onExpiry: "Nothing is done, and it is asked anew.",
    },
    evidence: [],
    problem: null,
    exact: { argv, cluster, target, observed, plan },
  };
}
