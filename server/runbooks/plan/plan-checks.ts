import type { Action, Preflight } from "#lib/contracts/runbook.ts";
import type { PlannedCheck, PlannedStep } from "#lib/contracts/runbook-plan.ts";

type Wanted = {
  preflight: readonly Preflight[];
  steps: readonly Omit<PlannedStep, "n">[];
  target: string;
  namespace: string;
  fill: (text: string) => string;
  act: (action: Action) => Action;
};

const TITLES: Record<PlannedCheck["check"], string> = {
  binary: "kubectl is installed",
  cluster: "Cluster access",
  namespace: "Namespace exists",
  target: "Target exists",
  replicas: "Replicas",
  pdb: "PDB exists",
  permission: "Permission",
  lock: "Nobody else works on it",
  action: "Check",
};

/** What has to hold before the first step: what every run against a cluster needs, and what the runbook asks for besides. Pure. */
export function plannedChecks({ preflight, steps, target, namespace, fill, act }: Wanted): PlannedCheck[] {
  const usesCluster = steps.some(({ action, skip }) => action.kind === "kubectl" && !skip);
  const isObject = /^[a-z.]+\/[^/\s]+$/.test(target);
  const always: Preflight["check"][] = [
    ...(usesCluster ? (["binary", "cluster"] as const) : []),
    ...(usesCluster && namespace !== "" ? (["namespace"] as const) : []),
    ...(usesCluster && isObject ? (["target"] as const) : []),
  ];
  const own = preflight.map((one) => plannedCheck(one, { target, namespace, fill, act }));
  const standing = always
    .filter((check) => !own.some((one) => one.check === check))
    .map((check) => plannedCheck({ check, title: "", subject: "", action: null, isAdvice: false }, { target, namespace, fill, act }));
  const lock: PlannedCheck[] =
    target === "" || own.some(({ check }) => check === "lock")
      ? []
      : [{ n: 1, check: "lock", title: TITLES.lock, subject: target, namespace, action: null, isAdvice: false }];
  return [...standing, ...own, ...lock].map((one, at) => ({ ...one, n: at + 1 }));
}

function plannedCheck(
  { check, title, subject, action, isAdvice }: Preflight,
  { target, namespace, fill, act }: Pick<Wanted, "target" | "namespace" | "fill" | "act">,
): PlannedCheck {
  const meant = fill(subject);
  const standard = check === "namespace" ? namespace : ["target", "replicas", "pdb", "lock"].includes(check) ? target : "";
  return {
    n: 1,
    check,
    title: title === "" ? titleOf(check, meant || standard) : fill(title),
    subject: meant || standard,
    namespace,
    action: action ? act(action) : null,
    isAdvice,
  };
}

function titleOf(check: PlannedCheck["check"], subject: string): string {
  if (check === "permission") return `May ${subject}`;
  if (check !== "target") return TITLES[check];
  const kind = subject.split("/")[0] ?? "";
  return kind === "" ? TITLES.target : `${kind.charAt(0).toUpperCase()}${kind.slice(1)} exists`;
}
