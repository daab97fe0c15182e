import type { PlannedCheck, RunPlan } from "#lib/contracts/runbook-plan.ts";
import { perform } from "../steps/perform.ts";
import { completed, failed, type Outcome, type Workplace } from "../steps/workplace.ts";

/** Looks whether one thing holds that has to hold before the first step. The lock is another's to take. */
export async function performCheck(check: PlannedCheck, plan: RunPlan, at: Workplace): Promise<Outcome> {
  const { subject, namespace } = check;
  const inNamespace = namespace === "" ? [] : ["-n", namespace];
  const kubectl = (...words: string[]) => perform({ kind: "kubectl", argv: ["kubectl", ...words] }, at);
  switch (check.check) {
    case "binary":
      return told(await kubectl("version", "--client", "-o", "json"), () => "kubectl is there");
    case "cluster":
      return told(await kubectl("version", "-o", "json"), () => `Connected to ${at.around.clusterName ?? "the cluster"}`);
    case "namespace":
      return told(await kubectl("get", "namespace", subject, "-o", "name"), () => `${subject} namespace found`);
    case "target":
      return told(
        await kubectl("get", subject, ...inNamespace, "-o", "name"),
        () => `${subject.split("/")[1] ?? subject} ${subject.split("/")[0] ?? ""} found`,
      );
    case "replicas":
      return judged(await kubectl("get", subject, ...inNamespace, "-o", "jsonpath={.status.readyReplicas}/{.spec.replicas}"), replicasIn);
    case "pdb":
      return judged(await kubectl("get", "poddisruptionbudgets", ...inNamespace, "-o", "json"), (text) => budgetIn(text, subject));
    case "permission": {
      const outcome = await kubectl("auth", "can-i", ...subject.split(" "), ...inNamespace);
      return outcome.text.trim().endsWith("yes")
        ? { ...completed("yes"), text: outcome.text }
        : failed(`this account may not ${subject}. Give it the right, or use another account.`, outcome.text);
    }
    case "lock":
      return completed(plan.target === "" ? "no target" : `${plan.target} is free`);
    case "action":
      return check.action ? perform(check.action, at) : completed(null);
    default:
      return check.check satisfies never;
  }
}

function told(outcome: Outcome, words: () => string): Outcome {
  return outcome.state === "completed" ? { ...outcome, detail: words() } : outcome;
}

function judged(outcome: Outcome, judge: (text: string) => { isGood: boolean; detail: string }): Outcome {
  if (outcome.state !== "completed") return outcome;
  const { isGood, detail } = judge(outcome.text);
  return isGood ? { ...outcome, detail } : failed(detail, outcome.text);
}

function replicasIn(text: string): { isGood: boolean; detail: string } {
  const [ready = "", wanted = ""] = text.trim().split("/");
  return { isGood: ready !== "" && ready === wanted, detail: `${ready || "0"}/${wanted || "0"} pods ready` };
}

type Budget = {
  spec?: { minAvailable?: number | string; maxUnavailable?: number | string; selector?: { matchLabels?: Record<string, string> } };
  status?: { disruptionsAllowed?: number };
};

/** The budget for the pods of the target, which are labelled with its name. */
function budgetIn(text: string, subject: string): { isGood: boolean; detail: string } {
  const name = subject.split("/")[1] ?? subject;
  const budgets = itemsIn(text).filter(({ spec }) => Object.values(spec?.selector?.matchLabels ?? {}).includes(name));
  const [budget] = budgets;
  if (!budget) return { isGood: false, detail: `no disruption budget covers ${name}: nothing keeps its pods from ending together` };
  const limit =
    budget.spec?.minAvailable === undefined ? `max unavailable: ${budget.spec?.maxUnavailable}` : `min available: ${budget.spec.minAvailable}`;
  const allowed = budget.status?.disruptionsAllowed ?? 0;
  return { isGood: allowed > 0, detail: allowed > 0 ? limit : `${limit}, and no pod may go now` };
}

function itemsIn(text: string): Budget[] {
  try {
    const read: unknown = JSON.parse(text);
    const items = typeof read === "object" && read !== null ? (read as { items?: unknown }).items : null;
    return Array.isArray(items) ? (items as Budget[]) : [];
  } catch {
    return [];
  }
}
