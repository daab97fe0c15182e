import type { Actor } from "#lib/contracts/actor.ts";
import type { BundleFile, EvidenceKind } from "#lib/contracts/investigation.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { namedId } from "#server/platform/id.ts";
import type { FoundInvestigation } from "./access.ts";
import { type Capture, captureFiles } from "./captures.ts";

/** The notebook of an incident's uploads: one for each, made by the first of them. */
export function uploadsOf(incidentId: string): string {
  return namedId(`uploads:${incidentId}`);
}

/** What people uploaded for the investigation's incident, as they brought it: the same bytes, under their names. */
export async function capturesOfUploads(ctx: Ctx, { incidentId }: FoundInvestigation): Promise<Capture[]> {
  authorize(ctx, "incident.read");
  if (!incidentId) return [];
  const rows = await db().evidence.findMany({ where: { investigationId: uploadsOf(incidentId) }, orderBy: { n: "asc" } });
  return Promise.all(
    rows.map(async ({ kind, source, title, query, file, windowFrom, windowTo, rows: count, isTruncated, content, capturedBy }) => ({
      kind: kind as EvidenceKind,
      source,
      title,
      query,
      file: file as BundleFile,
      files: await captureFiles(content),
      from: windowFrom?.getTime() ?? null,
      to: windowTo?.getTime() ?? null,
      rows: count,
      isTruncated,
      by: capturedBy as Actor,
    })),
  );
}
