import type { Runbook, RunbookProblem, Step } from "#lib/contracts/runbook.ts";
import { isReading, kubectlVerb, riskOf } from "#lib/contracts/runbook-risk.ts";
import { needsApproval, STEP_RISKS } from "#lib/contracts/runbook-terms.ts";
import { namesIn } from "../plan/templates.ts";
import { actionsOf, textsOf } from "../plan/walk.ts";

type Found = Omit<RunbookProblem, "line">;
type Rule = (step: Step, runbook: Runbook) => (Found | null)[];

/** What is wrong or dangerous about a runbook that can be read. An error keeps it from being saved. Pure. */
export function lintRunbook(runbook: Runbook, text: string): RunbookProblem[] {
  const ofSteps = runbook.steps.flatMap((step) =>
    RULES.flatMap((rule) => rule(step, runbook)).flatMap((found) => (found ? [{ ...found, line: step.line || 1 }] : [])),
  );
  return [...ofSteps, ...secretsIn(text), ...headProblems(runbook)];
}

const RULES: readonly Rule[] = [
  ({ title, risk, undo, action, skip }) => [
    needsApproval(risk) && undo === null && !skip && action && !isReading(action)
      ? warning("no-undo", `“${title}” is ${risk} risk and says neither how it is undone nor why it cannot be. Add undo, or “No undo: reason”.`)
      : null,
  ],
  ({ title, risk, undo }) => [
    risk === "irreversible" && Array.isArray(undo)
      ? warning("undo-of-irreversible", `“${title}” is irreversible and has an undo. Say high instead, or why it cannot be undone.`)
      : null,
  ],
  (step) =>
    actionsOf(step).map((action) =>
      action.kind === "kubectl" && isUnpinned(action.argv)
        ? warning(
            "unpinned-namespace",
            `“${step.title}”: ${action.argv.slice(0, 4).join(" ")} … names no namespace, so it depends on who runs it. Add -n {{namespace}}.`,
          )
        : null,
    ),
  ({ title, risk, action }) => [
    action && STEP_RISKS.indexOf(risk) < STEP_RISKS.indexOf("low") && !isReading(action)
      ? error("risk-too-low", `“${title}” is said to read only, and changes things: it is ${riskOf(action)} risk. Correct the risk.`)
      : null,
    action?.kind === "shell" && risk === "low"
      ? error("shell-is-high", `“${title}” runs a shell, which is high risk. Say high, or use kubectl or http.`)
      : null,
  ],
  (step) =>
    actionsOf(step).flatMap((action) =>
      action.kind === "shell" && namesIn(action.script).length > 0
        ? [
            error(
              "template-in-shell",
              `“${step.title}”: a script cannot hold {{${namesIn(action.script)[0]}}}, which its value could break out of. Write "$${(namesIn(action.script)[0] ?? "").toUpperCase()}" instead.`,
            ),
          ]
        : [],
    ),
  (step, runbook) => unknownNames(step, runbook),
  ({ title, verify, action }) => [
    action && needsApproval(riskOf(action)) && verify === null
      ? advice("no-verify", `“${title}” changes things and does not verify that it worked. Add verify.`)
      : null,
  ],
  ({ title, check, observe, plan }) => [
    [check, observe, plan].some((part) => part && !isReading(part) && part.kind !== "shell")
      ? error("part-changes", `“${title}”: check, plan and observe may only read.`)
      : null,
  ],
  ({ title, action }) => [
    action?.kind === "kubectl" && ["exec", "cp", "port-forward", "proxy", "attach", "edit", "debug", "run"].includes(kubectlVerb(action.argv).verb)
      ? warning(
          "kubectl-opens",
          `“${title}”: kubectl ${kubectlVerb(action.argv).verb} reaches into pods or waits for a terminal. Prefer a step that only talks to the API.`,
        )
      : null,
    action?.kind === "kubectl" && action.argv.some((word) => /^--(kubeconfig|token|as|server|username|password|context|cluster|user)\b/.test(word))
      ? error(
          "own-access",
          `“${title}” brings its own way into a cluster. Leave --kubeconfig, --context, --token and the like out: Muster gives the run's own.`,
        )
      : null,
  ],
];

function isUnpinned(argv: readonly string[]): boolean {
  const { verb } = kubectlVerb(argv);
  const line = argv.join(" ");
  if (["cordon", "uncordon", "drain", "version", "cluster-info", "api-resources", "top", "config"].includes(verb)) return false;
  if (/\b(nodes?|namespaces?|ns|pv|persistentvolumes?|storageclass\w*|clusterroles?)(\/|\s|$)/.test(line)) return false;
  return !argv.some((word) => /^(-n|--namespace|-A|--all-namespaces)(=|$)/.test(word) || /^-n./.test(word));
}

function unknownNames(step: Step, { parameters }: Runbook): Found[] {
  const known = new Set(parameters.map(({ name }) => name));
  const used = [...textsOf(step), step.when ? `{{${step.when.replace("!", "")}}}` : ""].flatMap(namesIn);
  return [...new Set(used)]
    .filter((name) => !known.has(name))
    .map((name) =>
      error(
        "unknown-parameter",
        name.startsWith("?")
          ? `“${step.title}”: “{{${name.slice(1)}}}” cannot be read. Write {{name}}, or {{name + 1}} for a number.`
          : `“${step.title}” uses {{${name}}}, which is no parameter. Add it to parameters, or correct the name.`,
      ),
    );
}

function headProblems({ parameters, steps, target, namespace }: Runbook): RunbookProblem[] {
  const known = new Set(parameters.map(({ name }) => name));
  const unknown = [target, namespace].flatMap(namesIn).filter((name) => !known.has(name));
  const used = new Set(
    [...steps.flatMap(textsOf), target, namespace, ...parameters.flatMap((one) => [one.from ?? "", one.default ?? ""])].flatMap(namesIn),
  );
  const inScripts = steps.flatMap(actionsOf).flatMap((action) => (action.kind === "shell" ? [action.script.toLowerCase()] : []));
  const idle = parameters.filter(
    ({ name }) =>
      !used.has(name) &&
      !inScripts.some((script) => script.includes(`$${name}`) || script.includes(`\${${name}`)) &&
      !steps.some(({ when }) => when?.replace("!", "") === name),
  );
  const changes = steps.some(({ action }) => action && !isReading(action));
  return [
    ...unknown.map((name) => ({ ...error("unknown-parameter", `The target uses {{${name}}}, which is no parameter.`), line: 1 })),
    ...idle.map(({ name }) => ({ ...warning("unused-parameter", `The parameter ${name} is asked for and never used.`), line: 1 })),
    ...(changes && target === ""
      ? [
          {
            ...advice(
              "no-target",
              "It changes things and names no target, so two runs at once are not kept apart. Add `target: deployment/{{deployment}}`.",
            ),
            line: 1,
          },
        ]
      : []),
  ];
}

const SECRETS: readonly [RegExp, string][] = [
  [/\bAKIA[0-9A-Z]{16}\b/, "an AWS access key"],
  [/\bgh[pousr]_[A-Za-z0-9]{30,}\b/, "a GitHub token"],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/, "a Slack token"],
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, "a private key"],
  [/\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}/, "a signed token"],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"'{}$<]+:[^\s:/@"'{}$<]{3,}@/i, "a password in an address"],
  [/\b(?:password|passwd|secret|token|api[_-]?key)\b["']?\s*[:=]\s*["']?(?![${<*]|\{\{|true|false|null|none\b)[^\s"'$<{]{8,}/i, "a secret"],
  [/\bBearer\s+(?![${<]|\{\{)[A-Za-z0-9._~+/-]{16,}/, "a bearer token"],
];

function secretsIn(text: string): RunbookProblem[] {
  return text.split("\n").flatMap((line, at) => {
    const found = SECRETS.find(([pattern]) => pattern.test(line));
    if (!found || /^\s*secrets\s*:/i.test(line)) return [];
    return [
      {
        ...error("secret-in-text", `This line seems to hold ${found[1]}. Take it out: name it under secrets, and store it in Settings.`),
        line: at + 1,
      },
    ];
  });
}

const error = (rule: string, message: string): Found => ({ level: "error", rule, message });
const warning = (rule: string, message: string): Found => ({ level: "warning", rule, message });
const advice = warning;
