import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlannedStep } from "#lib/contracts/runbook-plan.ts";
import { hostileText } from "#lib/testing/hostile-text.ts";
import { parseRunbook } from "../parse/parse-runbook.ts";
import { planRun } from "../plan/plan-run.ts";
import { runCommand } from "../sandbox/run-command.ts";

/** How many values are tried. */
const VALUES = Math.floor(Number(process.env.MUSTER_PROOF_SIZE ?? 0) / 2) || 100;
/** Tells its own words and one variable as the kernel has them, in hexadecimal. */
const TELL = 'od -An -v -tx1 /proc/$$/cmdline; echo =; printf %s "$VALUE" | od -An -v -tx1';
const TEXT = `name: hostile
parameters: [{name: value}, {name: other, default: "x"}]
steps:
  - title: As words
    kubectl: ["annotate", "pod/x", "-n", "a", "note={{value}}", "{{value}}", "{{other}}{{value}}{{other}}"]
    undo: {none: it is a test}
  - title: As a variable
    shell: printf %s "$VALUE"
    undo: {none: it is a test}
`;

const HOSTILE = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("; rm -rf /", "$(id)", "`id`", "a b", "*", "~", "\\", "'\"'", "x --all", "a\nb", "&& true", "| cat"),
  },
  { weight: 1, arbitrary: fc.tuple(fc.string(), fc.string()).map(([a, b]) => `${a}{{${b}}}`) },
  { weight: 1, arbitrary: fc.constantFrom("--server=http://evil", "-A", "--", "-") },
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-hostile-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program really gets: its words, and the variable. */
async function received(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<{ words: string[]; variable: string }> {
  const { text } = await runCommand({
    argv: ["sh", "-c", TELL, ...argv],
    env,
    secrets: [],
    folder,
    timeoutMs: 30_000,
    outputLimit: 1_000_000,
    network: false,
    signal: new AbortController().signal,
    onOutput: () => undefined,
  });
  const [words = "", variable = ""] = text.split("=");
  return { words: bytesOf(words).toString("utf8").split("\0").slice(3, -1), variable: bytesOf(variable).toString("utf8") };
}

const bytesOf = (told: string): Buffer => Buffer.from(told.replaceAll(/\s+/g, ""), "hex");

test("a program gets each value as it was given, in its own word and in its variable, or the value is refused", { timeout: 3_600_000 }, async () => {
  const { runbook } = parseRunbook(TEXT);
  if (!runbook) throw new Error("It is a runbook.");
  let [equal, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(HOSTILE, async (value) => {
      const { plan, faults } = planRun(runbook, { value }, "run", () => null);
      if (!plan) {
        refused += 1;
        expect(faults[0]?.message).toMatch(/hyphen|empty|character|longer|Give value/);
        return;
      }
      const [words, variable] = plan.steps as [PlannedStep, PlannedStep];
      if (words.action.kind !== "kubectl" || variable.action.kind !== "shell") throw new Error("They are planned so.");
      expect(words.action.argv.slice(1)).toEqual(["annotate", "pod/x", "-n", "a", `note=${value}`, value, `x${value}x`]);
      expect(await received(words.action.argv, variable.action.env)).toEqual({ words: words.action.argv, variable: value });
      equal += 1;
    }),
    { numRuns: VALUES, seed: Number(process.env.MUSTER_PROOF_SEED ?? 20_261_126) },
  );
  expect(equal).toBeGreaterThan(0);
  if (process.env.MUSTER_PROOF_SIZE)
    console.log(`${VALUES} hostile values: ${equal} reached a program word for word, ${refused} were refused, 0 became anything else`);
});
