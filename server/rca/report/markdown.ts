import { documentToMarkdown } from "#lib/document-to-markdown.ts";
import type { Analysis } from "../answer.ts";
import { reportBlocks } from "./blocks.ts";

/** An analysis as a Markdown report. */
export function reportMarkdown(title: string, analysis: Analysis): string {
  return `${documentToMarkdown({ title: `Root Cause Analysis: ${title.replaceAll("\n", " ")}`, blocks: reportBlocks(analysis), figures: {} })}\n`;
}
