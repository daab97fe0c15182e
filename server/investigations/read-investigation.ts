import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { Actor } from "#lib/contracts/actor.ts";
import type { Block } from "#lib/contracts/document.ts";
import type {
  EvidenceKind,
  EvidenceView,
  InvestigationSummary,
  ListInvestigations,
  LogVolume,
  ReadEvidence,
  ReadInvestigation,
  ReadReport,
} from "#lib/contracts/investigation.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, type Reader } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { type Analysis, reportBlocks, reportMarkdown } from "#server/rca/index.ts";
import { type FoundInvestigation, findInvestigation, newestReported } from "./access.ts";
import { analysisIn, logVolumeIn } from "./analysis-of.ts";
import { captureFiles } from "./captures.ts";
import { summariesWhere } from "./summaries.ts";

export type InvestigationView = {
  investigation: InvestigationSummary;
  analysis: Analysis | null;
  report: Block[];
  evidence: EvidenceView[];
  logVolume: LogVolume | null;
};

/** One investigation with its answer, the report as blocks, and what was captured for it. */
export async function readInvestigation(ctx: Ctx, { id }: z.output<typeof ReadInvestigation>): Promise<InvestigationView> {
  authorize(ctx, "incident.read");
  return viewOf(ctx, await findInvestigation(ctx, id));
}

export type Report = InvestigationView & { markdown: string };

/** The newest report of an incident, as data, blocks and Markdown. Throws NotFoundError while there is none. */
export async function readReport(ctx: Ctx, { reference }: z.output<typeof ReadReport>): Promise<Report> {
  authorize(ctx, "incident.read");
  const found = await newestReported(ctx, reference);
  const view = found ? await viewOf(ctx, found) : null;
  if (!view?.analysis) throw new NotFoundError(`${reference} has no root cause analysis yet. Ask the rca-agent to investigate it.`);
  const { investigation, analysis } = view;
  return { ...view, markdown: reportMarkdown(investigation.incident?.title ?? investigation.question, analysis) };
}

/** The answer of that report alone; null while there is none. */
export async function newestAnalysis(ctx: Ctx, reference: string, reader: Reader = db()): Promise<Analysis | null> {
  authorize(ctx, "incident.read");
  const found = await newestReported(ctx, reference, reader);
  return found && analysisIn(found);
}

async function viewOf(ctx: Ctx, found: FoundInvestigation): Promise<InvestigationView> {
  const [[investigation], evidence] = await Promise.all([
    summariesWhere(ctx, Prisma.sql`v.id = ${found.id}::uuid`, 1),
    db().evidence.findMany({ where: { investigationId: found.id }, omit: { content: true }, orderBy: { n: "asc" } }),
  ]);
  if (!investigation) throw new NotFoundError("This investigation is not there any more.");
  const analysis = analysisIn(found);
  return {
    investigation,
    analysis,
    report: analysis ? reportBlocks(analysis) : [],
    evidence: evidence.map(evidenceView),
    logVolume: logVolumeIn(found),
  };
}

type EvidenceRow = Omit<Awaited<ReturnType<ReturnType<typeof db>["evidence"]["findFirstOrThrow"]>>, "content">;

function evidenceView({ windowFrom, windowTo, capturedAt, capturedBy, kind, investigationId: _, request: __, ...row }: EvidenceRow): EvidenceView {
  return {
    ...row,
    kind: kind as EvidenceKind,
    from: windowFrom?.toISOString() ?? null,
    to: windowTo?.toISOString() ?? null,
    capturedBy: capturedBy as Actor,
    capturedAt: capturedAt.toISOString(),
  };
}

/** One capture with its bytes, as the files of a bundle. */
export async function readEvidence(ctx: Ctx, { id, n }: z.output<typeof ReadEvidence>): Promise<EvidenceView & { files: Record<string, string> }> {
  authorize(ctx, "incident.read");
  await findInvestigation(ctx, id);
  const row = await db().evidence.findUnique({ where: { investigationId_n: { investigationId: id, n } } });
  if (!row) throw new NotFoundError(`This investigation has no capture C${n}. Read its list of evidence.`);
  const { content, ...rest } = row;
  return { ...evidenceView(rest), files: await captureFiles(content) };
}

/** Investigations that this person may read, the newest first; of one incident where asked. */
export async function listInvestigations(ctx: Ctx, input: z.output<typeof ListInvestigations>): Promise<Page<InvestigationSummary>> {
  authorize(ctx, "incident.read");
  const after = readCursor(input.cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  const conditions = [
    Prisma.sql`TRUE`,
    ...(input.reference ? [Prisma.sql`i.reference = ${input.reference}`] : []),
    ...(after ? [Prisma.sql`(v.created_at, v.id) < (${new Date(after[0])}, ${after[1]}::uuid)`] : []),
  ];
  const rows = await summariesWhere(ctx, Prisma.join(conditions, " AND "), input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    ({ createdAt, id }) => [createdAt, id],
    (row) => row,
  );
}
