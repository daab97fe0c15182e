import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Runbook } from "#lib/contracts/runbook.ts";
import { hostileText } from "#lib/testing/hostile-text.ts";
import { parseRunbook } from "../parse/parse-runbook.ts";
import { planRun } from "./plan-run.ts";

const RUNS = Number(process.env.MUSTER_PROOF_SIZE ?? 0) || 300;

function read(text: string): Runbook {
  const { runbook, problems } = parseRunbook(text);
  if (!runbook) throw new Error(problems.map(({ message }) => message).join("\n"));
  return runbook;
}

const ONE = read(`name: one
parameters: [{name: value}, {name: count, type: number}]
steps:
  - title: Do it
    kubectl: ["annotate", "pod/x", "-n", "a", "note={{value}}", "{{value}}", "--replicas={{count - 1}}"]
    undo: {none: it is a test}
  - title: Script
    shell: printf %s "$VALUE"
    undo: {none: it is a test}
`);

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  hostileText,
  fc.string().map((text) => `{{${text}}}`),
  fc.string().map((text) => `-${text}`),
);

describe("a plan", () => {
  test("puts each value into its own word, whatever it holds, or refuses it", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: -1000, max: 1000 }), (value, count) => {
        const { plan, faults } = planRun(ONE, { value, count: String(count) }, "run", () => null);
        if (!plan) {
          expect(faults[0]?.message).toMatch(/hyphen|empty|character|longer|Give value/);
          return;
        }
        const [done, script] = plan.steps;
        expect(done?.action).toEqual({
          kind: "kubectl",
          argv: ["kubectl", "annotate", "pod/x", "-n", "a", `note=${value}`, value, `--replicas=${count - 1}`],
        });
        expect(script?.action).toMatchObject({ script: 'printf %s "$VALUE"', env: { VALUE: value, COUNT: String(count) } });
      }),
      { numRuns: RUNS },
    );
  });

  test("is the same for the same input, numbers its steps from 1, and holds no template", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/), fc.integer({ min: 1, max: 99 }), (value, count) => {
        const plan = () => planRun(ONE, { value, count: String(count) }, "dry", () => null).plan;
        expect(plan()).toEqual(plan());
        expect(plan()?.steps.map(({ n }) => n)).toEqual([1, 2]);
        expect(JSON.stringify(plan())).not.toContain("{{");
      }),
      { numRuns: RUNS },
    );
  });
});

describe("nested runbooks", () => {
  const nesting = (slug: string, inner: string) =>
    read(`name: ${slug}\nsteps:\n  - title: Nested\n    runbook: ${inner}\n    parameters: {value: x, count: "2"}\n`);
  test("are replaced by their steps, which say where they come from", () => {
    const { plan } = planRun(nesting("outer", "one"), {}, "run", (slug) => (slug === "one" ? ONE : null));
    expect(plan?.steps.map(({ n, title, from }) => [n, title, from])).toEqual([
      [1, "Do it", "one"],
      [2, "Script", "one"],
    ]);
  });
  test.each([
    ["themselves", "loop", "nests itself: loop → loop"],
    ["what is not there", "gone", "there is no such runbook"],
  ])("that nest %s are refused", (_, inner, words) => {
    const runbook = nesting("loop", inner);
    expect(planRun(runbook, {}, "run", (slug) => (slug === "loop" ? runbook : null)).faults[0]?.message).toContain(words);
  });
});
