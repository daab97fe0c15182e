import type { PlannedStep } from "#lib/contracts/runbook-plan.ts";
import type { Bound } from "#lib/contracts/runbook-run.ts";
import { argvOf, commandOf } from "#lib/runbook-command.ts";
import { isShownWhole } from "#server/slack/index.ts";

/** What Slack shows of what an approval is for. The command stands as one types it; a script is shown with its variables, which are bound too. Pure. */
export function shownInSlack(step: PlannedStep | undefined, { argv, target, cluster = null, observed }: Bound) {
  const command = !step ? argv.join("\n") : step.action.kind === "kubectl" ? commandOf(step.action) : argvOf(step.action).join("\n");
  return { command, target, cluster, observed: observed.replaceAll(/\s+/g, " ").trim() };
}

/** Why this is decided in the console alone, in a sentence; null where Slack may decide it. It is asked when it is told and when it is decided. Pure. */
export function whyInConsole(step: PlannedStep | undefined, bound: Bound): string | null {
  if (!step || step.risk === "irreversible") return "This step cannot be undone. Decide it in the console, where you prove who you are.";
  if (bound.plan === "" && isShownWhole(shownInSlack(step, bound))) return null;
  return "Slack does not show all that this is for. Decide it in the console.";
}
