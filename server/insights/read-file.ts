import type { ExportInsights } from "#lib/contracts/insights.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { exportInsights } from "./export-insights.ts";

const MOST_CHARACTERS = 2_000_000;

export type WholeFile = { fileName: string; content: string; isTruncated: boolean };

/** The file as one text for scripts and agents, cut after whole lines where it is longer than an answer should be; the console's own route has all of it. */
export async function readFile(ctx: Ctx, input: ExportInsights): Promise<WholeFile> {
  const { fileName, lines } = await exportInsights(ctx, input);
  let content = "";
  for await (const some of lines) {
    if (content.length + some.length > MOST_CHARACTERS) return { fileName, content, isTruncated: true };
    content += some;
  }
  return { fileName, content, isTruncated: false };
}
