import { ExportInsights } from "#lib/contracts/insights.ts";
import { inputOfWords } from "#server/api/operations/words.ts";
import { exportInsights } from "#server/insights/index.ts";
import type { Exchange } from "./routes.ts";

/** A table of insights as a file, streamed with the reader's pace. */
export async function sendInsightsExport({ res, ctx, url }: Exchange): Promise<void> {
  const { fileName, lines } = await exportInsights(ctx, ExportInsights.parse(inputOfWords(ExportInsights, url.searchParams)));
  res.writeHead(200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${fileName}"`,
    "cache-control": "no-store",
  });
  for await (const line of lines) {
    if (res.destroyed) return;
    if (!res.write(line)) await new Promise<void>((resolve) => res.once("drain", resolve).once("close", resolve));
  }
  res.end();
}
