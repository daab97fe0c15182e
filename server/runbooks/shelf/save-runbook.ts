import type { z } from "zod";
import type { SaveRunbook } from "#lib/contracts/runbook-run.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { shippedRunbooks } from "../library/shipped.ts";
import { parseRunbook } from "../parse/parse-runbook.ts";

/** Saves a text as the next version of its runbook, unless somebody else did since `version`. What comes with Muster is version 1 of its own. */
export async function saveRunbook(
  ctx: Ctx,
  input: z.output<typeof SaveRunbook>,
  origin: string | null = null,
): Promise<{ slug: string; version: number }> {
  authorize(ctx, "runbook.manage");
  const { runbook, format, problems } = parseRunbook(input.text, input.slug);
  if (!runbook) {
    const errors = problems.filter(({ level }) => level === "error");
    throw new InvalidError(
      `Line ${errors[0]?.line ?? 1}: ${errors[0]?.message ?? "This is no runbook."}`,
      "invalid_input",
      errors.map(({ line, message }) => ({ path: `line ${line}`, message })),
    );
  }
  if (input.slug && input.slug !== runbook.slug)
    throw new InvalidError(`The text names itself ${runbook.slug}, and this is ${input.slug}. Keep the name: runs and links know it.`);
  const { slug, title } = runbook;
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`runbook ${slug}`}))`;
    const before = await standing(tx, ctx, slug);
    if ((before?.version ?? 0) !== input.version)
      throw new ConflictError(
        before
          ? `${slug} is at version ${before.version} by now. Look at it, and put your changes into that one.`
          : `There is no runbook ${slug} yet. Save it as a new one.`,
      );
    const version = (before?.version ?? 0) + 1;
    const id = before?.id ?? newId();
    const now = new Date();
    const row = { title, version, isDraft: input.isDraft, updatedAt: now, archivedAt: null, ...(origin ? { origin } : {}) };
    await tx.runbookDoc.upsert({ where: { id }, create: { id, slug, createdAt: now, origin, ...row }, update: row });
    await tx.runbookVersion.create({
      data: { runbookId: id, version, format, text: input.text, parsed: runbook, note: input.note, createdBy: ctx.actor, createdAt: now },
    });
    await audit(tx, ctx, { action: "runbook.save", subject: slug, detail: { version, isDraft: input.isDraft } });
    return { slug, version };
  });
}

/** The row that is saved over; for a runbook that comes with Muster, its first version is stored beside. */
async function standing(tx: Transaction, _ctx: Ctx, slug: string): Promise<{ id: string; version: number } | null> {
  const row = await tx.runbookDoc.findUnique({ where: { slug }, select: { id: true, version: true } });
  if (row) return row;
  const shipped = shippedRunbooks().get(slug);
  if (!shipped) return null;
  const id = newId();
  const now = new Date();
  const { runbook, text, format } = shipped;
  await tx.runbookDoc.create({ data: { id, slug, title: runbook.title, version: 1, createdAt: now, updatedAt: now } });
  await tx.runbookVersion.create({
    data: {
      runbookId: id,
      version: 1,
      format,
      text,
      parsed: runbook,
      note: "Comes with Muster",
      createdBy: { type: "system", id: "muster", name: "Muster" },
      createdAt: now,
    },
  });
  return { id, version: 1 };
}
