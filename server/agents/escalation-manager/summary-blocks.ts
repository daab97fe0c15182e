import type { Block } from "#lib/contracts/document.ts";
import type { ExecutiveSummary } from "#lib/contracts/executive-summary.ts";
import { citation } from "#lib/executive-summary-to-markdown.ts";

/** The executive summary as the run shows it: each sentence with the entries that it stands on. Pure. */
export function summaryBlocks({ reference, sections }: Pick<ExecutiveSummary, "reference" | "sections">): Block[] {
  return [
    { kind: "heading", text: `Executive summary: ${reference}` },
    ...sections.flatMap(({ heading, statements }): Block[] => [
      { kind: "heading", text: heading },
      { kind: "list", items: statements.map(({ words, entries }) => `${words}${citation(entries)}`) },
    ]),
  ];
}
