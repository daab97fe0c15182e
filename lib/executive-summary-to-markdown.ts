import type { ExecutiveSummary } from "./contracts/executive-summary.ts";

/** The summary as a document: each sentence with the timeline entries that it stands on. Pure. */
export function executiveSummaryToMarkdown({ reference, title, asOf, sections }: Omit<ExecutiveSummary, "figures">): string {
  return [
    `## Executive summary: ${reference}`,
    `${title.replaceAll(/\s+/g, " ")}, as of ${asOf.slice(0, 10)} ${asOf.slice(11, 16)} UTC`,
    ...sections.map(({ heading, statements }) =>
      [`### ${heading}`, statements.map(({ words, entries }) => `- ${words}${citation(entries)}`).join("\n")].join("\n\n"),
    ),
  ]
    .join("\n\n")
    .concat("\n");
}

/** ` [#3, #12]` */
export function citation(entries: readonly number[]): string {
  return entries.length > 0 ? ` [${entries.map((seq) => `#${seq}`).join(", ")}]` : "";
}
