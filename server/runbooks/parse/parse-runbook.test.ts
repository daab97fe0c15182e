import { describe, expect, test } from "vitest";
import { parseRunbook } from "./parse-runbook.ts";
import { splitWords } from "./split-words.ts";

const stepsOf = (text: string) => parseRunbook(text, "from-a-file").runbook?.steps ?? [];
const errorsOf = (text: string) => parseRunbook(text).problems.filter(({ level }) => level === "error");

describe("Markdown as people write it", () => {
  const TEXT = `# Runbook: Restart the API

The API hangs sometimes. Restart it.

## Prerequisites

- kubectl

## Steps

1. Look at the pods

   \`\`\`bash
   kubectl get pods -n shop -l app=api
   \`\`\`

2. Restart it

   \`\`\`bash
   # gently
   $ kubectl rollout restart deployment api -n shop
   \`\`\`

3. Tell the team

## Rollback

\`\`\`bash
kubectl rollout undo deployment api -n shop
\`\`\`
`;

  test("becomes steps, with commands as words, and the roll back as the undo of what changed something", () => {
    const { runbook } = parseRunbook(TEXT);
    expect(runbook).toMatchObject({ slug: "restart-the-api", title: "Restart the API", summary: "The API hangs sometimes. Restart it." });
    expect(runbook?.steps.map(({ title, kind, risk }) => [title, kind, risk])).toEqual([
      ["Look at the pods", "kubectl", "read"],
      ["Restart it", "kubectl", "high"],
      ["Tell the team", "manual", "read"],
    ]);
    expect(runbook?.steps[1]?.undo).toEqual([{ kind: "kubectl", argv: ["kubectl", "rollout", "undo", "deployment", "api", "-n", "shop"] }]);
  });

  test("in headings, with settings, parts and several commands", () => {
    const steps = stepsOf(`## 1. Scale

- Risk: high
- Timeout: 2m

\`\`\`sh
kubectl scale deployment api -n shop --replicas=2
\`\`\`

Verify:

\`\`\`sh
kubectl get deployment api -n shop
\`\`\`

Undo:

\`\`\`sh
kubectl scale deployment api -n shop --replicas=3
\`\`\`

## 2. Two commands

\`\`\`
kubectl get pods -n shop
\`\`\`

\`\`\`
curl -s https://api.example.com/health | grep ok
\`\`\`

## 3. Cordon

\`\`\`bash
# Skipped - not required for pod restart
\`\`\`
`);
    expect(steps.map(({ title, kind, risk, timeoutSeconds, skip }) => [title, kind, risk, timeoutSeconds, skip])).toEqual([
      ["Scale", "kubectl", "high", 120, null],
      ["Two commands", "kubectl", "read", 60, null],
      ["Two commands (2)", "shell", "high", 60, null],
      ["Cordon", "manual", "read", 60, "Not required for pod restart"],
    ]);
    expect(steps[0]?.verify).toMatchObject({ kind: "kubectl" });
    expect(steps[0]?.undo).toHaveLength(1);
  });
});

describe("faults are told with their line and what to do", () => {
  test.each([
    ["a misspelt field", "name: a\nsteps:\n  - title: x\n    kubctl: get pods\n", 4, "no field “kubctl”"],
    ["broken YAML", "name: a\nsteps:\n  - title: [\n", 4, "no YAML"],
    ["no steps", "name: a\nsteps: []\n", 2, "at least one step"],
    ["a pipe in kubectl", "name: a\nsteps:\n  - title: x\n    kubectl: get pods -n a | grep b\n", 4, "a pipe"],
    ["two things at once", "name: a\nsteps:\n  - title: x\n    wait: 5s\n    manual: look\n", 3, "wait and manual"],
    ["an unknown parameter", "name: a\nsteps:\n  - title: x\n    kubectl: get pods -n {{space}}\n", 3, "{{space}}"],
    [
      "a template in a script",
      "name: a\nparameters: [{name: who}]\nsteps:\n  - title: x\n    shell: echo {{who}}\n    undo: {none: it only prints}\n",
      4,
      '"$WHO"',
    ],
    ["a time without a unit that is none", "name: a\nsteps:\n  - title: x\n    wait: 5s\n    timeout: soon\n", 5, "no span of time"],
    ["its own way into a cluster", "name: a\nsteps:\n  - title: x\n    kubectl: get pods -n a --kubeconfig=/etc/k\n", 3, "own way into a cluster"],
    ["a risk that is too low", "name: a\nsteps:\n  - title: x\n    risk: read\n    kubectl: delete pod a -n b\n", 3, "changes things"],
    ["a secret", "name: a\nsteps:\n  - title: x\n    http: GET https://bob:hunter22@example.com/\n", 4, "a password in an address"],
  ])("%s", (_, text, line, words) => {
    expect(errorsOf(text)).toContainEqual(expect.objectContaining({ line, message: expect.stringContaining(words) }));
    expect(parseRunbook(text).runbook).toBeNull();
  });

  test("warnings do not keep it from being saved", () => {
    const { runbook, problems } = parseRunbook("name: a\nsteps:\n  - title: x\n    kubectl: scale deployment api --replicas=2\n");
    expect(runbook).not.toBeNull();
    expect(problems.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["no-undo", "unpinned-namespace", "no-target"]));
  });
});

describe("the words of a command", () => {
  const words = (command: string, ...parameters: string[]) => splitWords(command, new Set(parameters)).argv;
  test("are cut as a shell cuts them, and templates stay whole", () => {
    expect(words(`get pods -l 'a=b c' -o jsonpath={.items[*].x} "q \\"r\\""`)).toEqual([
      "get",
      "pods",
      "-l",
      "a=b c",
      "-o",
      "jsonpath={.items[*].x}",
      'q "r"',
    ]);
    expect(words("scale --replicas={{replicas - 1}} -n $NAMESPACE # comment", "namespace")).toEqual([
      "scale",
      "--replicas={{replicas - 1}}",
      "-n",
      "{{namespace}}",
    ]);
  });
  test.each(["a | b", "a > b", "a && b", "a; b", "a $(b)", "a `b`", 'a "$(b)"', "a $UNKNOWN", "a 'b", "ls *"])("of “%s” need a shell", (command) => {
    expect(splitWords(command, new Set()).needsShell).toEqual(expect.any(String));
  });
});
