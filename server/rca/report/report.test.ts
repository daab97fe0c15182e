import { describe, expect, test } from "vitest";
import { Block } from "#lib/contracts/document.ts";
import { analyse } from "../analyse.ts";
import type { Detector } from "../detectors.ts";
import { aBundle, aClue, NOON } from "../testing/bundle.ts";
import { reportBlocks } from "./blocks.ts";
import { reportMarkdown } from "./markdown.ts";

const HOSTILE = "{{duration}} <script>alert(1)</script> [link](javascript:x) `code`\n# heading";
const detector: Detector = {
  name: "test",
  doing: "looks",
  detect: (_bundle, _frame, notebook) => {
    const pool = notebook.cite({ kind: "series", source: "metrics.csv", title: "db_pool_used of payments", excerpt: "50 → 95 of 100" });
    const lines = notebook.cite({ kind: "logs", source: "logs.jsonl", title: "Errors of payments", excerpt: `${HOSTILE}\nsecond line` });
    return {
      clues: [
        aClue({ service: "payments", statement: "The pool of payments is exhausted", at: NOON - 300_000, strength: 0.9, evidence: [pool, lines] }),
        aClue({ service: "checkout", statement: HOSTILE, role: "effect", strength: 0.5, evidence: [] }),
      ],
    };
  },
};
const analysis = analyse(aBundle({ incident: { title: "Checkout fails", symptoms: [{ service: "checkout" }] } }), undefined, [detector]);

describe("a report", () => {
  test("is made of blocks that the console can show", () => {
    for (const block of reportBlocks(analysis)) expect(Block.safeParse(block).success, JSON.stringify(block)).toBe(true);
    expect(reportBlocks(analysis).flatMap((block) => (block.kind === "heading" ? [block.text] : []))).toEqual([
      "Executive summary",
      "Timeline of events",
      "Five whys",
      "Root cause",
      "Hypotheses",
      "Why it was not caught earlier",
      "Recommendations",
      "Evidence",
    ]);
  });

  test("carries the evidence of every statement, or says that there is none", () => {
    const text = reportMarkdown("Checkout fails", analysis);
    expect(text).toContain("The pool of payments is exhausted. [E1, E2]");
    expect(text).toMatch(/\*\*E1\*\* db\\_pool\\_used of payments \(metrics\.csv\)\n\n {4}50 → 95 of 100/);
    for (const line of text.split("\n").filter((one) => one.startsWith("- For:"))) expect(line).toMatch(/\[(E\d+(, )?)+\]$|\[no evidence\]$/);
  });

  test("keeps words of others from being Markdown, HTML or figures", () => {
    const text = reportMarkdown("Checkout fails", analysis);
    expect(text).not.toContain("{{duration}}");
    expect(text.split("\n").filter((line) => line.includes("<script>") && !line.startsWith("    "))).toEqual([]);
    expect(text.split("\n").some((line) => line.startsWith("# "))).toBe(false);
  });

  test("cites only what it holds", () => {
    const known = new Set(analysis.evidence.map(({ id }) => id));
    const { evidence: _, ...rest } = analysis;
    for (const [, id] of JSON.stringify(rest).matchAll(/"(E\d+)"/g)) expect(known.has(id ?? "")).toBe(true);
  });
});

describe("without enough evidence", () => {
  const nothing = analyse(aBundle(), undefined, []);

  test("no cause is claimed, and it says what would settle the question", () => {
    expect(nothing.rootCause).toMatchObject({ sufficient: false, confidence: 0 });
    expect(nothing.wouldSettle.join(" ")).toMatch(/Metrics.*Logs.*deploys.*dependency graph/);
    expect(nothing.summary).toContain("does not suffice");
  });

  test("recommendations are to gather it", () => {
    expect(nothing.recommendations.map(({ text }) => text)).toEqual(nothing.wouldSettle);
  });
});
