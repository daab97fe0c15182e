import { ExportAudit } from "#lib/contracts/audit.ts";
import { exportAudit } from "#server/audit/index.ts";
import type { Exchange } from "./routes.ts";

/** The audit trail as a file, streamed with the reader's pace. */
export async function sendAuditExport({ res, ctx, url }: Exchange): Promise<void> {
  const { fileName, contentType, lines } = await exportAudit(ctx, ExportAudit.parse(Object.fromEntries(url.searchParams)));
  res.writeHead(200, { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"`, "cache-control": "no-store" });
  for await (const line of lines) {
    if (res.destroyed) return;
    if (!res.write(line)) await new Promise<void>((resolve) => res.once("drain", resolve).once("close", resolve));
  }
  res.end();
}
