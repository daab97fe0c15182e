import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "../analyse.ts";
import type { Analysis } from "../answer.ts";
import { bundleOf } from "./cases/case.ts";
import { readTranscripts, type Transcript } from "./cases/transcript.ts";
import { withoutHashes } from "./view/pods.ts";

const FOLDER = join(import.meta.dirname, "cases", "transcripts");
const ALL = readdirSync(FOLDER).flatMap((file) => readTranscripts(readFileSync(join(FOLDER, file), "utf8")));

const answerTo = ({ question, namespace, outputs }: Transcript): Analysis =>
  analyse({ ...bundleOf({ title: question, namespace, outputs: {} }), outputs });

const plain = (name: string): string => withoutHashes(name.split("/").at(-1) ?? name);

/** What the answer says by itself, without the evidence that it quotes. */
function wordsOf({ rootCause, hypotheses, fiveWhys, contributingFactors, wouldSettle }: Analysis): string {
  return JSON.stringify({ rootCause, hypotheses, fiveWhys, contributingFactors, wouldSettle }).replaceAll('\\"', '"');
}

/** Placeholders of a family that the clue gave no name for. */
const UNFILLED = /\b(POD|CONTAINER|CLAIM|NODE|TAINT|SELECTOR|OBJECT|PORT|PROBE|IMAGE|MISSING|QUOTA|WEBHOOK|ACCOUNT|VERB|RESOURCE|UNIT|VARIABLE)\b/;

describe("a session in a terminal", () => {
  const troubled = ALL.filter(({ right }) => right.length > 0 && right[0] !== "none");
  it.each(troubled.map((one) => [one.title, one] as const))("names the thing and says what is wrong: %s", (_, one) => {
    const answer = answerTo(one);
    expect(one.right.map(plain)).toContain(plain(answer.rootCause.service));
    for (const fact of one.facts) expect(wordsOf(answer)).toMatch(fact);
    for (const { why, because } of answer.fiveWhys) expect(`${why} ${because}`).not.toMatch(UNFILLED);
  });

  const calm = ALL.filter(({ right }) => right[0] === "none");
  it.each(calm.map((one) => [one.title, one] as const))("claims nothing: %s", (_, one) => {
    const { sufficient, statement } = answerTo(one).rootCause;
    expect(sufficient ? statement : null).toBeNull();
  });

  const alike = ALL.filter(({ not }) => not.length > 0);
  it.each(alike.map((one) => [one.title, one] as const))("does not take it for what it looks like: %s", (_, one) => {
    const { rootCause, hypotheses } = answerTo(one);
    expect(one.not).not.toContain(rootCause.signature);
    expect(hypotheses.filter(({ signature, confidence }) => one.not.includes(signature ?? "") && confidence >= 0.5)).toEqual([]);
  });
});

describe("a session that is broken", () => {
  it("never throws, and gives the same answer twice, whatever lines are missing, doubled or cut", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ALL),
        fc.array(fc.tuple(fc.nat(60), fc.constantFrom("drop", "double", "cut")), { maxLength: 12 }),
        (one, harms) => {
          const broken = { ...one, outputs: one.outputs.map((output) => ({ ...output, text: harmed(output.text, harms) })) };
          expect(answerTo(broken)).toEqual(answerTo(broken));
        },
      ),
    );
  });
});

function harmed(text: string, harms: readonly [number, string][]): string {
  const lines = text.split("\n");
  for (const [at, how] of harms) {
    const line = lines[at];
    if (line === undefined) continue;
    lines.splice(at, 1, ...(how === "drop" ? [] : how === "double" ? [line, line] : [line.slice(0, line.length / 2)]));
  }
  return lines.join("\n");
}
