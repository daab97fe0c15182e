import fc from "fast-check";
import { expect, test } from "vitest";
import { hostileText } from "#lib/testing/hostile-text.ts";
import { approvalBlocks, isShownWhole, type SlackApproval } from "./approval-blocks.ts";

const APPROVAL: SlackApproval = {
  id: "1",
  title: "Scale out",
  runbook: "Scale out",
  startedBy: "Ada",
  command: "kubectl scale deployment api --replicas=3",
  target: "deployment/api",
  cluster: "Berlin",
  observed: "2",
  reference: "INC-1",
  runUrl: "https://muster.example.com/runbooks/runs/1",
  isForConsole: false,
};
const textsOf = (blocks: object[]): string[] => {
  const texts: string[] = [];
  JSON.stringify(blocks, (_, value: { type?: unknown; text?: unknown } | null) => {
    if (value?.type === "mrkdwn") texts.push(String(value.text));
    return value;
  });
  return texts;
};

test("an approval says its command, its cluster and its target", () => {
  expect(textsOf(approvalBlocks(APPROVAL))).toEqual([
    "*<https://muster.example.com/runbooks/runs/1|Scale out>*\n```kubectl scale deployment api --replicas=3```",
    "Scale out, run by Ada · INC-1 · cluster: Berlin · target: deployment/api · seen now: 2",
  ]);
  expect(textsOf(approvalBlocks({ ...APPROVAL, cluster: null }))[1]).not.toContain("cluster");
});

test("no text is longer than Slack takes, and none that is shown whole is cut", () => {
  const text = fc.oneof(
    hostileText,
    fc.tuple(fc.constantFrom("&", "<", "x", "``", "😀"), fc.nat(4_000)).map(([one, times]) => one.repeat(times)),
  );
  const words = fc.record({ title: text, runbook: text, startedBy: text, command: text, target: text, cluster: text, observed: text });
  fc.assert(
    fc.property(words, text, (more, outcome) => {
      const texts = textsOf(approvalBlocks({ ...APPROVAL, ...more }, outcome));
      for (const one of texts) {
        expect(one.length).toBeLessThanOrEqual(3_000);
        expect(one.replaceAll(/&(amp|lt|gt);/g, "")).not.toContain("&");
      }
      if (!isShownWhole(more)) return;
      const plain = texts.join("\n").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
      for (const part of [more.command, more.target, more.cluster, more.observed]) expect(plain).toContain(part);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["a command that is too long once it is escaped", { command: "&".repeat(501) }],
  ["a command with a fence", { command: "echo '```'" }],
  ["a command that begins with a part of one", { command: "`date`; true" }],
  ["a state that is too long", { observed: "x".repeat(601) }],
  ["a target that is too long", { target: "x".repeat(201) }],
])("%s is not shown whole", (_, more) => {
  expect([isShownWhole(APPROVAL), isShownWhole({ ...APPROVAL, ...more })]).toEqual([true, false]);
});
